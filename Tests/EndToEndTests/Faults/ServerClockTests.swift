import Foundation
import PostgresTesting
import Testing

/// Leases are times of the server's clock, and that clock may be set.
@Suite(.serialized) struct ServerClockTests {
    @Test func aDeadRelaysSinkIsTakenOverThoughTheClockWasPutBackByAnHour() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            try await relay.kill()
            // What the lease looks like from an hour ago.
            try await scenario.execute(
                "update tailrace.sink set lease_expires_at = lease_expires_at + interval '1 hour'")
            try await scenario.insertItems(6...10)
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...10))
        }
    }

    @Test(.enabled(if: ServerClock.library != nil), arguments: [-3_600, 3_600])
    func itMayBeSetWhileARelayWorks(offset: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("clock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = try ServerClock(in: folder)
        var options = PostgresCluster.Options()
        options.environment = clock.environment
        let cluster = try await PostgresCluster.start(options)
        try await Scenario.run(on: cluster) { scenario in
            let relay = try await scenario.startRelay()
            let count = try await ItemWriter.run(scenario) { writer in
                for seconds in [offset, 0, offset] {
                    try await writer.waitFor(more: 20)
                    try clock.set(seconds)
                    try await writer.waitFor(more: 20)
                }
                try await relay.kill()
                try clock.set(0)
                let next = try await scenario.startRelay()
                try await writer.waitFor(more: 20)
                #expect(try await next.stop().status == 0)
            }
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
        }
    }
}
