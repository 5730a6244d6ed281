import Foundation
import PostgresClient
import PostgresTesting
import Testing

@Suite struct LifeTests {
    @Test func `a closed connection says so, and closing again does nothing`() async throws {
        let connection = try await PostgresCluster.shared().createDatabase().connect()
        await connection.close()
        await connection.close()
        connection.cancel()
        #expect(await connection.backendPID == nil)
        let uses: [@Sendable (PostgresSession) throws -> Void] = [
            { try $0.query("select 1") }, { try $0.execute("select 1") }, { try $0.transaction { _ in } },
            { try $0.copyOut("copy t to stdout") { _ in } }, { try $0.copyIn("copy t from stdin") { nil } },
            { _ = try $0.quoteLiteral("x") },
        ]
        for use in uses {
            let error = try await #require(throws: PostgresError.self) { try await connection.perform(use) }
            #expect(error.kind == .closed)
            #expect(error.description == "the connection is closed")
        }
    }

    @Test func `a terminated backend is a lost connection`() async throws {
        try await withDatabase { connection, database in
            let watcher = try await database.connect()
            let pid = try #require(await connection.backendPID)
            try await watcher.query("select pg_terminate_backend($1::int, 60000)", [.integer(pid)])
            for _ in 0..<2 {
                let error = try await #require(throws: PostgresError.self) { try await connection.query("select 1") }
                #expect(error.kind == .connectionLost)
                #expect(error.isTransient)
                #expect(!error.message.isEmpty && !error.message.contains("\n"))
            }
            await watcher.close()
        }
    }

    @Test func `a server that stops is lost, and found again when it is back`() async throws {
        let cluster = try await PostgresCluster.start()
        let settings = try PostgresSettings(conninfo: cluster.conninfo())
        for mode in [PostgresCluster.StopMode.fast, .immediate] {
            let connection = try await PostgresConnection.connect(settings)
            try await cluster.stop(mode)
            let lost = try await #require(throws: PostgresError.self) { try await connection.query("select 1") }
            #expect(lost.kind == .connectionLost)
            let down = try await #require(throws: PostgresError.self) {
                _ = try await PostgresConnection.connect(settings)
            }
            #expect(down.kind == .connectionFailed)
            try await cluster.start()
            let next = try await PostgresConnection.connect(settings)
            try await #expect(next.query("select 1").single() == 1)
            await next.close()
            await connection.close()
        }
        try await cluster.stop()
    }

    @Test func `work of several tasks runs one after another on one thread`() async throws {
        try await withDatabase { connection, _ in
            let running = Shared(0)
            let threads = Shared<Set<UInt>>([])
            try await withThrowingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await connection.perform { session in
                            running.change { $0 += 1 }
                            try session.query("select pg_sleep(0.001)")
                            #expect(running.value == 1)
                            running.change { $0 -= 1 }
                            let thread = UInt(pthread_self())
                            threads.change { _ = $0.insert(thread) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(threads.value.count == 1)
        }
    }

    @Test func `connections leave no thread behind, closed or forgotten or never made`() async throws {
        let database = try await PostgresCluster.shared().createDatabase()
        let name = "leak test"
        for round in 0..<200 {
            let connection = try await database.connect(applicationName: name)
            try await #expect(connection.query("select 1").single() == 1)
            let thread = try await connection.perform { _ in
                try String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
            }
            #expect(thread == name + "\n")
            if round.isMultiple(of: 2) { await connection.close() }
        }
        let nowhere = try PostgresSettings(conninfo: database.conninfo + "_gone", applicationName: name)
        for _ in 0..<20 {
            await #expect(throws: PostgresError.self) { _ = try await PostgresConnection.connect(nowhere) }
        }
        try await waitUntil("the threads to end") { (try? threads(named: name)) == 0 }
        let watcher = try await database.connect()
        try await waitUntil("the sessions to end") {
            try await watcher.query(
                "select count(*) from pg_stat_activity where application_name = $1", [.text(name)]
            ).single() == 0
        }
        await watcher.close()
    }

    /// Fails where a thread ends while the list is read, which is then to be read again.
    private func threads(named name: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count {
            (try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8)) == name + "\n"
        }
    }
}
