import ChanceTesting
import Foundation
import PostgresTesting
import Testing

/// The relay under test, with a file sink in a folder of its own.
struct StormRelay {
    let folder: URL

    init(_ database: TestDatabase) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("storm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = """
            database: "\(database.conninfo)"
            tables:
              public.item: {}
            sinks:
              storm:
                type: file
                path: ./changes.jsonl
                from: earliest
                rotate_size: 256KiB
            relay:
              batch_changes: 7
              lease: 500ms
            """
        try Data(configuration.utf8).write(to: configurationFile)
    }

    private var configurationFile: URL { folder.appendingPathComponent("tailrace.yaml") }

    func start(_ command: String, _ options: [String] = []) throws -> TestProcess {
        try TestProcess(
            TestProcess.product("tailrace"), [command, "--config", configurationFile.path] + options)
    }

    func setUp() async throws {
        let setup = try start("setup")
        try #require(try await setup.waitUntilExit() == .status(0), "\(setup.output)")
    }

    /// Starts the relay and kills it, again and again.
    /// - Parameter kills: at least so often, even when it is time.
    func torment(until end: ContinuousClock.Instant, kills: Int, tally: StormTally, chance: SeededGenerator)
        async throws
    {
        var chance = chance
        while ContinuousClock.now < end || tally[.kills] < kills {
            let relay = try start("run")
            try await hold(for: chance.milliseconds(100...1_500))
            relay.signal(SIGKILL)
            try #require(try await relay.waitUntilExit() == .signal(SIGKILL), "\(relay.output)")
            tally.count(.kills)
        }
    }

    /// Lets the relay deliver what is left, and stops it in good order.
    func finish() async throws {
        let relay = try start("run")
        _ = try await relay.waitFor("delivering")
        let deadline = ContinuousClock.now + .seconds(300)
        while try await pending() > 0 {
            try #require(ContinuousClock.now < deadline && relay.isRunning, "\(relay.output)")
        }
        relay.signal(SIGTERM)
        try #require(try await relay.waitUntilExit() == .status(0), "\(relay.output)")
    }

    private struct Status: Decodable {
        struct Sink: Decodable {
            let pending: Int
        }
        let sinks: [Sink]
    }

    private func pending() async throws -> Int {
        let status = try start("status", ["--json"])
        try #require(try await status.waitUntilExit() == .status(0), "\(status.output)")
        let sinks = try JSONDecoder().decode(Status.self, from: Data(status.output.standardOutput.utf8)).sinks
        return try #require(sinks.first).pending
    }

    /// The files, in the order in which they were written.
    func files() throws -> [URL] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "jsonl" }
        let (live, finished) = (
            files.filter { $0.lastPathComponent == "changes.jsonl" },
            files.filter { $0.lastPathComponent != "changes.jsonl" }
        )
        return finished.sorted { $0.lastPathComponent < $1.lastPathComponent } + live
    }

    /// Everything in the files.
    func events() throws -> [StormEvent] {
        try files().flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { try StormEvent(line: $0) }
        }
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}
