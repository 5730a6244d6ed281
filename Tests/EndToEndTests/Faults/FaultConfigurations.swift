import Foundation
import PostgresTesting

/// The configuration files of a fault run: one for each relay, through its own proxy, and one past them all.
struct FaultConfigurations: Sendable {
    let folder: URL
    let database: TestDatabase
    /// The proxies'.
    let ports: [Int]
    let sinks: [(name: String, file: URL)]

    var direct: URL { file("direct") }

    func relay(_ number: Int) -> URL { file("relay-\(number)") }

    private func file(_ name: String) -> URL { folder.appendingPathComponent("\(name).yaml") }

    /// - Parameter isStrict: whether the last sink refuses large changes.
    func write(isStrict: Bool) throws {
        try write(to: direct, port: database.cluster.port, isStrict)
        for (number, port) in ports.enumerated() { try write(to: relay(number), port: port, isStrict) }
    }

    private func write(to file: URL, port: Int, _ isStrict: Bool) throws {
        let url = "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(port)/\(database.name)?connect_timeout=2"
        var configuration = Configuration()
        configuration.database = "\"\(url)\""
        configuration.sinks = sinks.enumerated().map { place, sink in
            let limit = isStrict && place == sinks.count - 1 ? ", max_event: \(FaultServer.poisonSize / 2)B" : ""
            return """
                \(sink.name): { type: file, path: "\(sink.file.path)", from: earliest, rotate_size: 64KiB, \
                on_poison: hold_key\(limit) }
                """
        }.joined(separator: "\n")
        configuration.relay = "{ lease: 1s, batch_changes: 20, idle_poll: 50ms, retry_base: 20ms, retry_cap: 500ms }"
        configuration.more = "outbox: { retention: 2s, segment_changes: 1000, segment_time: 5s }"
        try configuration.text.write(to: file, atomically: true, encoding: .utf8)
    }
}
