import ChanceTesting
import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// A workload of every kind of statement on tables of every kind; then the tables are rebuilt from the delivered events
/// alone, and compared with the source row by row. `TAILRACE_EQUALITY_STATEMENTS` says how many statements
/// (`Scripts/test --equality`: 200,000), `TAILRACE_SEED` with which chance.
@Suite struct EqualityTests {
    private static let clients = 8
    private static let statements =
        ProcessInfo.processInfo.environment["TAILRACE_EQUALITY_STATEMENTS"].flatMap { Int($0) } ?? 8_000
    private static let seed = SeededGenerator.givenSeed ?? UInt64.random(in: 1...UInt64(UInt32.max))

    @Test func `the tables rebuilt from the stream equal the source`() async throws {
        print("equality: seed \(Self.seed), \(Self.statements) statements")
        var configuration = Configuration()
        configuration.tables = EqualitySchema.tables
        try await Scenario.run(sql: EqualitySchema.sql, configuration) { scenario in
            let tally = EqualityTally(goal: Self.statements)
            let clock = ContinuousClock()
            let relay = try await scenario.startRelay()
            try await scenario.execute(EqualitySchema.given)

            let working = try await clock.measure { try await work(scenario, tally) }
            let delivering = try await clock.measure {
                try await wait(until: "everything is delivered", within: .seconds(600)) {
                    try await scenario.status(of: "changes")["pending"] == 0
                }
            }
            try await relay.stop()

            let rebuilding = RebuiltTables(scenario)
            var tables: [RebuiltTables.Table] = []
            let comparing = try await clock.measure { tables = try await rebuilding.compare() }
            let events = try await rebuilding.eventCount()
            let stored: Int64 = try await scenario.value("select count(*) from tailrace.outbox")
            print(
                """
                equality: \(tally); \(stored) changes, \(events) events; \(tables.count) tables with \
                \(tables.reduce(0) { $0 + $1.rows }) rows, \(tables.reduce(0) { $0 + $1.differences }) differences; \
                \(working) for the statements, \(delivering) for the rest of the delivery, \(comparing) to rebuild
                """)
            #expect(events == stored)
            #expect(tables.count > 20 && tables.allSatisfy { $0.changes > 0 }, "\(tables)")
            for table in tables { #expect(table.differences == 0, "seed \(Self.seed): \(table)") }
            for table in ["account", "log", "event"] {
                #expect(try await rebuilding.noticesLoss(in: table), "\(table)")
            }
            #expect(tally.now.rolledBack > 0 && tally.now.savepoints > 0)
        }
    }

    private func work(_ scenario: Scenario, _ tally: EqualityTally) async throws {
        let version: Int32 = try await scenario.value("select current_setting('server_version_num')::integer")
        try await withThrowingTaskGroup { group in
            for number in 0..<Self.clients {
                let connection = try await scenario.connect()
                group.addTask {
                    var client = EqualityClient(
                        connection, tally, seed: Self.seed &+ UInt64(number), knowsMerge: version >= 150_000)
                    try await client.run()
                }
            }
            while try await group.next() != nil {}
        }
    }
}
