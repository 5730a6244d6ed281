import Foundation
import PostgresTesting
import Testing

/// Where sinks start, and that one does not wait for another.
@Suite(.serialized)
struct SinkTests {
    @Test func aNewSinkStartsWhereItIsTold() async throws {
        var configuration = Configuration()
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            later: { type: file, path: later.jsonl, from: now }
            usual: { type: file, path: usual.jsonl }
            """
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...3)
            // Not committed when the sinks start: it is what comes from then on, although its number is lower.
            let open = try await scenario.connect()
            try await open.execute("begin; insert into item values (4, 'open')")
            try await scenario.insertItems(5...5)
            let relay = try await scenario.startRelay(sinks: 3)
            try await scenario.waitUntilDelivered()
            try await open.execute("commit")
            await open.close()
            try await scenario.insertItems(6...6)
            for sink in ["changes", "later", "usual"] { try await scenario.waitUntilDelivered(to: sink) }
            try await relay.stop()
            #expect(try scenario.events().map(\.id) == [1, 2, 3, 5, 4, 6])
            #expect(try scenario.events("later").map(\.id) == [4, 6])
            #expect(try scenario.events("usual").map(\.id) == [4, 6])

            // A position counts once there is one, whatever is configured then.
            configuration.sinks = "later: { type: file, path: later.jsonl, from: earliest }"
            try scenario.write(configuration)
            try await scenario.insertItems(7...7)
            let second = try await scenario.startRelay()
            try await scenario.waitUntilDelivered(to: "later")
            try await second.stop()
            #expect(try scenario.events("later").map(\.id) == [4, 6, 7])
        }
    }

    @Test func aBrokenSinkDoesNotDelayAnother() async throws {
        var configuration = Configuration()
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            broken: { type: file, path: missing/broken.jsonl, from: earliest }
            """
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...10)
            let relay = try await scenario.startRelay(sinks: 1)
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == Array(1...10))
            let trouble = try await scenario.status(of: "broken")
            #expect(trouble["state"] == "retrying")
            #expect(trouble["pending"] == 10)
            #expect(
                trouble["last_error"]?["message"]?.text?.contains(
                    "the folder \(scenario.folder.path)/missing of \(scenario.folder.path)/missing/broken.jsonl does not exist; create it"
                ) == true,
                "\(trouble)")
            #expect(try await scenario.status(of: "changes")["last_error"] == nil)

            let missing = scenario.folder.appendingPathComponent("missing")
            try FileManager.default.createDirectory(at: missing, withIntermediateDirectories: true)
            try await scenario.waitUntilDelivered(to: "broken")
            try await relay.stop()
            let text = try String(contentsOf: missing.appendingPathComponent("broken.jsonl"), encoding: .utf8)
            #expect(try Event.parse(text).map(\.id) == Array(1...10))
        }
    }

    /// The first thing said to the database after the sink has been opened must be said again.
    @Test func aSinkThatRecoversWhileTheDatabaseIsAwayIsServedAllTheSame() async throws {
        var configuration = Configuration()
        configuration.sinks = "changes: { type: file, path: late/changes.jsonl, from: earliest }"
        configuration.relay = "{ lease: 10m, retry_base: 20ms, retry_cap: 200ms }"
        let cluster = try await PostgresCluster.start()
        try await Scenario.run(on: cluster, configuration) { scenario in
            try await scenario.insertItems(1...3)
            let relay = try scenario.start("run")
            try await relay.waitFor("the sink cannot be opened")
            try await cluster.stop()
            let late = scenario.folder.appendingPathComponent("late")
            try FileManager.default.createDirectory(at: late, withIntermediateDirectories: true)
            try await wait(until: "the sink is open") {
                FileManager.default.fileExists(atPath: late.appendingPathComponent("changes.jsonl").path)
            }
            try await cluster.start()
            try await scenario.waitUntilDelivered()
            try await relay.stop()
            let text = try String(contentsOf: late.appendingPathComponent("changes.jsonl"), encoding: .utf8)
            #expect(try Event.parse(text).map(\.id) == [1, 2, 3])
        }
    }

    @Test func standardOutputHasEventsAndStandardErrorTheRest() async throws {
        var configuration = Configuration()
        configuration.sinks = "changes: { type: stdout, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...100, name: String(repeating: "é", count: 5000))
            let relay = try await scenario.startRelay("--log-format", "json", "--log-level", "trace")
            try await scenario.waitUntilDelivered()
            let outcome = try await relay.stop()
            #expect(outcome.status == 0)
            #expect(try Event.parse(outcome.output).map(\.id) == Array(1...100))
            let log = try outcome.error.split(separator: "\n").map { try JSON(parsing: $0) }
            #expect(log.allSatisfy { $0["time"] != nil && $0["level"] != nil && $0["message"]?.text?.isEmpty == false })
            #expect(log.contains { $0["message"] == "delivering" && $0["sink"] == "changes" })
        }
    }

    @Test func aReaderThatGoesAwayEndsTheRelay() async throws {
        var configuration = Configuration()
        configuration.sinks = "changes: { type: stdout, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...50, name: String(repeating: "x", count: 10_000))
            let pipeline = try TestProcess(
                URL(fileURLWithPath: "/bin/bash"),
                [
                    "-c", #""$1" run --config "$2" | head -n 3; echo "ended with ${PIPESTATUS[0]}""#, "bash",
                    Tailrace.executable.path, scenario.configurationFile.path,
                ], environment: scenario.environment)
            let outcome = try await pipeline.outcome()
            let lines = outcome.output.split(separator: "\n")
            #expect(try lines.prefix(3).map { try Event($0).id } == [1, 2, 3])
            #expect(lines.last == "ended with 1")
            #expect(outcome.error.contains("standard output was closed"))
        }
    }
}
