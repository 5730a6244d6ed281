import PostgresClient
import PostgresTesting
import Testing

/// The database goes away and comes back: the relay waits, and goes on.
@Suite(.serialized)
struct OutageTests {
    @Test(arguments: [PostgresCluster.StopMode.fast, .immediate])
    func theServerMayStopAndStartAgain(mode: PostgresCluster.StopMode) async throws {
        let cluster = try await PostgresCluster.start()
        try await Scenario.run(on: cluster) { scenario in
            let relay = try await scenario.startRelay()
            let count = try await ItemWriter.run(scenario) { writer in
                for _ in 1...3 {
                    try await writer.waitFor(more: 100)
                    let before = relay.output.standardError.utf8.count
                    try await cluster.stop(mode)
                    try await relay.waitFor { $0.standardError.utf8.dropFirst(before).split(separator: 10).count >= 3 }
                    try await cluster.start()
                }
                try await writer.waitFor(more: 100)
            }
            try await scenario.waitUntilDelivered()
            #expect(relay.isRunning)
            // Whichever statement met it first.
            #expect(relay.output.standardError.contains("Connection refused"))
            let events = try scenario.events()
            #expect(events.map(\.id).sorted() == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func itsConnectionsMayBeEndedAgainAndAgain() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            let operator_ = try await scenario.connect()
            let count = try await ItemWriter.run(scenario) { writer in
                for _ in 1...15 {
                    try await wait(until: "a connection of the relay is ended") {
                        try await operator_.query(
                            PostgresStatement(
                                """
                                select count(pg_terminate_backend(pid))
                                from pg_stat_activity
                                where datname = current_database() and application_name = 'tailrace'
                                """)
                        ).single(as: Int.self) > 0
                    }
                    try await writer.waitFor(more: 10)
                }
            }
            await operator_.close()
            try await scenario.waitUntilDelivered()
            #expect(relay.isRunning)
            let events = try scenario.events()
            #expect(events.map(\.id).sorted() == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func aRelayThatIsToStopDoesNotWaitForTheDatabase() async throws {
        let cluster = try await PostgresCluster.start()
        try await Scenario.run(on: cluster) { scenario in
            let relay = try await scenario.startRelay()
            try await cluster.stop()
            try await relay.waitFor("the outbox cannot be read")
            #expect(try await relay.stop().status == 0)
            try await cluster.start()
        }
    }

    @Test func aNewInstallationIsLeftAloneByARelayOfTheOldOne() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            #expect(try await scenario.run("uninstall", "--yes").status == 0)
            #expect(try await scenario.run("setup").status == 0)
            try await scenario.insertItems(11...15)
            _ = try await relay.waitFor("the database is not the one that this relay was started for any more")
            #expect(try scenario.events().map(\.id) == Array(1...5))
            #expect(try await scenario.value("select count(*) from tailrace.sink where epoch > 0") == 0)
            try await relay.stop()
        }
    }

    @Test func aRelaySaysWhatIsNotCaptured() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("drop trigger _tailrace_insert on item")
            let relay = try await scenario.startRelay()
            _ = try await relay.waitFor("public.item: the trigger for insert is missing; see `tailrace doctor`")
            try await relay.stop()
        }
    }
}
