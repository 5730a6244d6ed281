import PostgresClient
import PostgresTesting
import Testing

/// A crash of the server undoes commits that nobody waited for, and their transaction and sequence numbers are given
/// out anew. What the relay has seen of them must not hide the changes that get those numbers.
@Suite(.serialized)
struct ServerCrashTests {
    /// A server that leaves asynchronous commits in memory for long.
    private static func forgetfulCluster() async throws -> PostgresCluster {
        var options = PostgresCluster.Options()
        options.fsync = true
        options.settings = ["wal_writer_delay": "10s", "bgwriter_delay": "10s", "autovacuum": "off"]
        return try await PostgresCluster.start(options)
    }

    @Test func marksAndLeasesThatACrashUndoesHideNoChange() async throws {
        try await Scenario.run(on: try await Self.forgetfulCluster()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            let next: Int64 = try await scenario.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            try await wait(until: "the relay has renewed its lease a few times") {
                try await scenario.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint >= \(next + 4)")
            }
            try await scenario.database.cluster.restart(.immediate)
            try await scenario.insertItems(101...120)
            try await scenario.waitUntilDelivered()
            try await relay.stop()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...5) + Array(101...120))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func whatTheApplicationDidNotWaitForHidesNoChange() async throws {
        try await Scenario.run(on: try await Self.forgetfulCluster()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            let careless = try await scenario.connect()
            try await careless.execute("set synchronous_commit = off")
            for id in 6...15 { try await careless.execute("insert into item values (\(id), 'careless')") }
            try await scenario.waitUntilDelivered()
            try await scenario.database.cluster.restart(.immediate)
            try await scenario.insertItems(101...120)
            try await scenario.waitUntilDelivered()
            try await relay.stop()
            let kept: Int = try await scenario.value("select count(*) from item where name = 'careless'")
            let events = try scenario.events()
            #expect(events.map(\.id).filter { $0 > 100 } == Array(101...120))
            #expect(events.count { $0["after"]?["name"] == "careless" } == kept)
        }
    }
}
