import Foundation
import PostgresTesting
import Testing

/// Signals end the relay in good order, and nothing is lost or repeated in files.
@Suite(.serialized)
struct StopTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalUnderLoadEndsItInGoodOrder(signal: Int32) async throws {
        try await Scenario.run { scenario in
            let count = try await ItemWriter.run(scenario) { writer in
                for _ in 1...4 {
                    let relay = try await scenario.startRelay()
                    try await writer.waitFor(more: 50)
                    relay.signal(signal)
                    let outcome = try await relay.outcome()
                    #expect(outcome.status == 0)
                    #expect(outcome.output.isEmpty)
                    #expect(outcome.error.hasSuffix(" info stopped\n"), "\(outcome.error)")
                    #expect(!outcome.error.contains(" warning "), "\(outcome.error)")
                }
            }
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func aSecondSignalEndsItAtOnce() async throws {
        try await Scenario.run { scenario in
            try await whileMarksAreHeldBack(scenario) { relay in
                // Two of a kind could merge into one.
                relay.signal(SIGTERM)
                relay.signal(SIGINT)
                let exit = try await relay.waitUntilExit()
                #expect(exit == .status(130))
            }
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...20))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func aBatchInHandMayNotTakeForEver() async throws {
        var configuration = Configuration()
        configuration.relay = "{ lease: 1s, shutdown_timeout: 200ms }"
        try await Scenario.run(configuration) { scenario in
            try await whileMarksAreHeldBack(scenario) { relay in
                relay.signal(SIGTERM)
                let outcome = try await relay.outcome()
                #expect(outcome.status == 0, "\(outcome)")
            }
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...20))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    /// Gives `body` a relay that has written a batch and waits for the right to mark it.
    private func whileMarksAreHeldBack(_ scenario: Scenario, _ body: (TestProcess) async throws -> Void) async throws {
        let relay = try await scenario.startRelay()
        let holder = try await scenario.connect()
        try await holder.execute("begin; select from tailrace.sink for update")
        try await scenario.insertItems(1...20)
        // The mark itself, or a renewal of the lease that it queues behind.
        try await wait(until: "a batch is written and its mark waits") {
            guard try !scenario.events().isEmpty else { return false }
            return try await scenario.value(
                """
                select count(*) > 0 from pg_stat_activity
                where datname = current_database() and application_name = 'tailrace' and wait_event_type = 'Lock'
                """)
        }
        try await body(relay)
        await holder.close()
    }
}
