import Foundation
import PostgresTesting
import Testing

/// `status` shows what is so.
@Suite(.serialized)
struct StatusTests {
    @Test func whatIsPendingGrowsWhileNoRelayRuns() async throws {
        try await Scenario.run { scenario in
            let fresh = try await scenario.run("status")
            #expect(fresh.status == 0)
            #expect(fresh.output.contains("Source \(scenario.database.name)\n"))
            #expect(
                fresh.output.contains("Sink changes: not started yet; it begins when `tailrace run` first serves it"))

            try await scenario.insertItems(1...3)
            try await scenario.relayAll()
            let delivered = try await scenario.status(of: "changes")
            #expect(delivered["pending"] == 0)
            #expect(delivered["lag_seconds"] == 0)
            #expect(delivered["delivered"] == 3)
            let idle = try await scenario.run("status").output
            #expect(idle.contains("Sink changes (file): stopped\n  position   seq 3, nothing pending\n"), "\(idle)")
            #expect(idle.contains("  delivered  3 changes, the last "))

            try await scenario.insertItems(4...5)
            let first = try await scenario.status(of: "changes")
            #expect(first["pending"] == 2)
            try await scenario.insertItems(6...6)
            let second = try await scenario.status(of: "changes")
            #expect(second["pending"] == 3)
            #expect(try #require(second["lag_seconds"]?.number) > (try #require(first["lag_seconds"]?.number)))
            #expect(try await scenario.run("status").output.contains("seq 3, 3 changes pending, lag "))
        }
    }

    @Test func theJSONHasAllThatProgramsNeed() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...3)
            try await scenario.waitUntilDelivered()
            let open = try await scenario.connect()
            try await open.execute("begin; insert into item values (4, 'open')")
            let outcome = try await scenario.run("status", "--json")
            let status = try JSON(parsing: outcome.output)
            await open.close()
            #expect(outcome.error.isEmpty)
            #expect(status.names == ["housekeeping", "outbox", "relays", "sinks", "source"])
            let sink = try #require(status["sinks"]?.array.first)
            #expect(
                sink.names == [
                    "dead_letters", "delivered", "epoch", "held", "highest_seq", "lag_seconds", "last_delivered_at",
                    "name", "owner", "pauses", "pending", "pending_is_estimate", "position", "state", "type",
                ])
            #expect(sink["state"] == "running")
            #expect(sink["highest_seq"] == 3)
            let outbox = try #require(status["outbox"])
            #expect(
                outbox.names == [
                    "bytes", "current_segment", "newest_seq", "oldest_age_seconds", "oldest_open_seconds", "oldest_seq",
                    "open_transactions", "rows", "rows_is_estimate", "segments",
                ])
            #expect(outbox["rows"] == 3)
            #expect(outbox["open_transactions"] == 1)
            #expect(outbox["newest_seq"] == 4)
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func aDeadRelayShowsAsAbandoned() async throws {
        var configuration = Configuration()
        configuration.relay = "{ lease: 500ms }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay()
            #expect(try await scenario.status(of: "changes")["state"] == "running")
            try await relay.kill()
            try await wait(until: "the lease has run out") {
                try await scenario.status(of: "changes")["state"] == "abandoned"
            }
            #expect(try await scenario.run("status").output.contains("Sink changes (file): abandoned by "))
        }
    }

    @Test func aSinkThatIsNotConfiguredAnyMoreIsNoted() async throws {
        try await Scenario.run { scenario in
            try await scenario.relayAll()
            var configuration = Configuration()
            configuration.sinks = "other: { type: stdout }"
            try scenario.write(configuration)
            let page = try await scenario.run("status").output
            #expect(page.contains("the configuration does not name it any more"))
            #expect(page.contains("Sink other: not started yet"))
        }
    }
}
