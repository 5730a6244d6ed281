import ChanceTesting
import FaultTesting
import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// All parts of a fault run, and what can be done to them.
struct FaultScene: Sendable {
    static let sinks = ["first", "second"]

    let settings: FaultSettings
    let tally = FaultTally()
    let server: FaultServer
    let relays: [FaultRelay]
    let watch: TakeoverWatch
    let inspector: FaultInspector
    private let folder: URL
    private let configurations: FaultConfigurations
    private let sinkDisk: SmallDisk?

    init(_ settings: FaultSettings) async throws {
        self.settings = settings
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("faults-\(UUID().uuidString.prefix(13))")
        let second = folder.appendingPathComponent("second")
        try FileManager.default.createDirectory(at: second, withIntermediateDirectories: true)
        sinkDisk = SmallDisk.isPossible ? try SmallDisk(size: 24 << 20, files: 200) : nil
        let first = sinkDisk.map { URL(fileURLWithPath: $0.path) } ?? folder
        let files = [first.appendingPathComponent("first.jsonl"), second.appendingPathComponent("second.jsonl")]
        server = try await FaultServer(in: folder, waitsForDisk: settings.isLong)
        let database = server.database
        let connection = try await database.connect()
        try await connection.execute(StormSchema.sql)
        await connection.close()
        let proxies = try (0..<settings.relays).map { _ in try FaultProxy(to: database.cluster.port, greeting: 2) }
        configurations = FaultConfigurations(
            folder: folder, database: database, ports: proxies.map(\.port), sinks: Array(zip(Self.sinks, files)))
        try configurations.write(isStrict: true)
        relays = proxies.enumerated().map { [configurations, tally] number, proxy in
            FaultRelay(number, configuration: configurations.relay(number), proxy: proxy, tally: tally)
        }
        watch = TakeoverWatch(database, tally)
        inspector = FaultInspector(zip(Self.sinks, files).map { ($0, DeliveryLog($1)) }, tally)
        let outcome = try await run("setup")
        try #require(outcome.status == 0, "\(outcome)")
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs the program past the proxies.
    func run(_ arguments: String...) async throws -> Tailrace.Outcome {
        try await Tailrace.run(arguments + ["--config", configurations.direct.path])
    }

    // MARK: Faults

    /// - Returns: whether the fault took place.
    func suffer(_ fault: ScheduledFault) async throws -> Bool {
        switch fault.target {
        case .relay(let number): try await suffer(fault, relays[number])
        case .network(let number): try await suffer(fault, relays[number].proxy)
        case .server: try await server.suffer(fault)
        case .sinks: try await sufferAtTheSinks(fault)
        }
    }

    private func suffer(_ fault: ScheduledFault, _ relay: FaultRelay) async throws -> Bool {
        if fault.kind == .relayFrozen { return try await freeze(relay, for: fault.lasting) }
        guard let process = relay.end(by: fault.kind == .relayKilled ? SIGKILL : SIGTERM) else { return false }
        if fault.kind == .relayKilled { watch.lost(process.pid, fault.kind) }
        try await process.waitUntilExit(timeout: .seconds(300))
        try await hold(for: fault.lasting)
        relay.allow()
        return true
    }

    /// Stops a relay's process, and lets it go on.
    func freeze(_ relay: FaultRelay, for time: Duration) async throws -> Bool {
        guard let process = relay.process else { return false }
        process.signal(SIGSTOP)
        watch.lost(process.pid, .relayFrozen)
        try await hold(for: time)
        process.signal(SIGCONT)
        watch.returned(process.pid)
        return true
    }

    private func suffer(_ fault: ScheduledFault, _ proxy: FaultProxy) async throws -> Bool {
        switch fault.kind {
        case .connectionsReset: proxy.cut(.reset)
        case .connectionsFinished: proxy.cut(.finish)
        case .connectionsHalfClosed: proxy.halfClose()
        case .connectionsDelayed: proxy.weather = .delayed(.milliseconds(50))
        case .connectionsTrickling: proxy.weather = .trickling(.microseconds(500))
        case .connectionsSilent: proxy.weather = .silent
        case .connectionsMuted: proxy.mute()
        case .connectionsRefused:
            proxy.weather = .refusing
            proxy.cut(.reset)
        case .answersSwallowed: proxy.swallowAnswers(3)
        default: return false
        }
        try await hold(for: fault.lasting)
        let isDone = fault.kind != .answersSwallowed || proxy.answersToSwallow < 3
        proxy.swallowAnswers(0)
        proxy.weather = .clear
        return isDone
    }

    private func sufferAtTheSinks(_ fault: ScheduledFault) async throws -> Bool {
        let second = folder.appendingPathComponent("second").path
        switch fault.kind {
        case .changePoisoned: guard await server.poison(key: StormSchema.contended.lowerBound) else { return false }
        case .sinkDiskFull: try sinkDisk?.fill()
        case .sinkFilesFull: sinkDisk?.fillWithFiles()
        case .sinkFolderLocked: try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: second)
        default: return false
        }
        try await hold(for: fault.lasting)
        switch fault.kind {
        case .sinkDiskFull: try sinkDisk?.makeRoom()
        case .sinkFilesFull: try sinkDisk?.removeFiles()
        case .changePoisoned: try await resolve()
        default: try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: second)
        }
        return true
    }

    /// Lets the sinks take everything, and sends them what they refused. Afterwards relays that start anew refuse again.
    func resolve() async throws {
        try configurations.write(isStrict: false)
        for relay in relays {
            _ = relay.end(by: SIGTERM)
            relay.allow()
        }
        try await wait(until: "no refused change is left", within: .seconds(300)) {
            // A relay that has not started anew yet refuses it again; the database may be away.
            let list = try await run("dead-letters", "list", "--json")
            guard list.status == 0 else { return false }
            if list.output.isEmpty { return true }
            _ = try await run("dead-letters", "retry", "--all", "--yes")
            return false
        }
        try configurations.write(isStrict: true)
    }
}
