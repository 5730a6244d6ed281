import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// Everything through a PgBouncer in transaction mode, whose server connections are fewer than its clients.
@Suite(.serialized)
struct PoolerTests {
    @Test func theMainJobAndEveryCommandWorkThroughIt() async throws {
        try await run(poolSize: 2) { scenario, pooler in
            let through = pooler.environment(scenario)
            #expect(try await scenario.run("setup", environment: through).status == 0)
            let relay = try await scenario.startRelay(environment: through, sinks: 2)
            let count = try await ItemWriter.run(scenario) { writer in
                try await writer.waitFor(more: 200)
                #expect(try await scenario.run("pause", "--sink", "changes", environment: through).status == 0)
                try await relay.waitFor(" paused sink=changes")
                try await writer.waitFor(more: 50)
                #expect(try await scenario.run("resume", "--sink", "changes", environment: through).status == 0)
                try await writer.waitFor(more: 50)
            }
            for sink in ["changes", "copy"] { try await scenario.waitUntilDelivered(to: sink) }
            for file in ["changes", "copy"] {
                #expect(try scenario.events(file).map(\.id) == Array(1...count))
                try await scenario.expectEverythingOnce(in: scenario.events(file))
            }
            for command in [["status"], ["doctor"], ["dead-letters", "list"]] {
                let outcome = try await scenario.run(command, environment: through)
                #expect(outcome.status == 0, "\(command): \(outcome)")
            }
            let replay = try await scenario.run(
                "replay", "--sink", "changes", "--from", "1", "--to", "10", environment: through)
            #expect(replay.status == 0, "\(replay)")
            #expect(try scenario.events().filter(\.isReplayed).map(\.seq) == Array(1...10))
            let seek = try await scenario.run(
                "seek", "--sink", "copy", "--to", "now", "--yes", environment: through)
            #expect(seek.status == 0, "\(seek)")
            try await scenario.insertItems(1_000_001...1_000_003)
            try await wait(until: "what is new is there") {
                try scenario.events("copy").suffix(3).map(\.id) == Array(1_000_001...1_000_003)
            }
            #expect(try await relay.stop().status == 0)
            #expect(!relay.output.standardError.contains(" error "), "\(relay.output.standardError)")
            #expect(try await scenario.run("uninstall", "--yes", environment: through).status == 0)
        }
    }

    @Test func aBacklogOfLargeBatchesIsReadThroughIt() async throws {
        // Each page is ended early, with a cancel request through the pooler.
        try await run(poolSize: 2, relay: "{ lease: 10s, batch_bytes: 4kB, idle_poll: 50ms }") { scenario, pooler in
            let through = pooler.environment(scenario)
            #expect(try await scenario.run("setup", environment: through).status == 0)
            try await scenario.execute(
                "insert into item select id, repeat('x', 1000) from generate_series(1, 1000) as id")
            let relay = try await scenario.startRelay(environment: through, sinks: 2)
            for sink in ["changes", "copy"] { try await scenario.waitUntilDelivered(to: sink) }
            for file in ["changes", "copy"] { try await scenario.expectEverythingOnce(in: scenario.events(file)) }
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func itMayDieAndItsServerConnectionsMayChange() async throws {
        try await run(poolSize: 3, serverLifetime: 1) { scenario, pooler in
            let through = pooler.environment(scenario)
            #expect(try await scenario.run("setup", environment: through).status == 0)
            let relay = try await scenario.startRelay(environment: through, sinks: 2)
            let operator_ = try await scenario.connect()
            let count = try await ItemWriter.run(scenario) { writer in
                for round in 1...4 {
                    try await writer.waitFor(more: 100)
                    // The server connections go, and the client connections stay.
                    try await operator_.query(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and application_name = 'tailrace'
                        """)
                    try await writer.waitFor(more: 50)
                    guard round.isMultiple(of: 2) else { continue }
                    let before = relay.output.standardError.utf8.count
                    try await pooler.kill()
                    try await relay.waitFor { $0.standardError.utf8.count > before }
                    try await pooler.start()
                }
                try await writer.waitFor(more: 100)
            }
            await operator_.close()
            for sink in ["changes", "copy"] { try await scenario.waitUntilDelivered(to: sink) }
            for file in ["changes", "copy"] {
                #expect(try scenario.events(file).map(\.id).sorted() == Array(1...count))
                try await scenario.expectEverythingOnce(in: scenario.events(file))
            }
            #expect(try await relay.stop().status == 0)
        }
    }

    private func run(
        poolSize: Int, serverLifetime: Int = 3_600, relay: String = Configuration().relay,
        _ body: (Scenario, PoolerProcess) async throws -> Void
    ) async throws {
        var configuration = Configuration()
        configuration.relay = relay
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            copy: { type: file, path: copy.jsonl, from: earliest }
            """
        let cluster = try await PostgresCluster.shared()
        try await Scenario.run(on: cluster, configuration, isInstalled: false) { scenario in
            let pooler = try await PoolerProcess(
                before: cluster, poolSize: poolSize, serverLifetime: serverLifetime)
            try await body(scenario, pooler)
            try await pooler.kill()
        }
    }
}

extension PoolerProcess {
    /// Leads the program through it.
    fileprivate func environment(_ scenario: Scenario) -> [String: String] {
        ["DATABASE_URL": conninfo(database: scenario.database.name)]
    }
}
