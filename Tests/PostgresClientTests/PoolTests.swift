import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// A database lends its connections.
struct PoolTests {
    @Test func itNeverOpensMoreConnectionsThanItsLimit() async throws {
        try await withPool(limit: 3) { pool, database in
            try await withThrowingTaskGroup(of: Int32.self) { group in
                for _ in 1...30 {
                    group.addTask {
                        try await pool.perform { session in
                            try session.query("select pg_backend_pid() from pg_sleep(0.01)").single()
                        }
                    }
                }
                let servers = try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
                #expect(servers.count <= 3)
            }
            #expect(await pool.connectionCount <= 3)
        }
    }

    @Test func theyAreLentInTheOrderOfAsking() async throws {
        try await withPool(limit: 1) { pool, _ in
            let order = Shared<[Int]>([])
            let isHeld = Shared(true)
            let holder = Task {
                try await pool.perform { _ in while isHeld.value { usleep(1_000) } }
            }
            try await waitUntil("it is held") { await pool.connectionCount == 1 }
            var tasks: [Task<Void, any Error>] = []
            for number in 1...5 {
                tasks.append(Task { try await pool.perform { _ in order.change { $0.append(number) } } })
                try await waitUntil("it waits") { await pool.waitingCount == number }
            }
            isHeld.change { $0 = false }
            try await holder.value
            for task in tasks { try await task.value }
            #expect(order.value == [1, 2, 3, 4, 5])
        }
    }

    @Test func whoeverIsCancelledWaitsNoLonger() async throws {
        try await withPool(limit: 1) { pool, _ in
            let isHeld = Shared(true)
            let holder = Task {
                try await pool.perform { _ in while isHeld.value { usleep(1_000) } }
            }
            try await waitUntil("it is held") { await pool.connectionCount == 1 }
            let waiter = Task { try await pool.perform { _ in } }
            try await waitUntil("it waits") { await pool.waitingCount == 1 }
            waiter.cancel()
            await #expect {
                try await waiter.value
            } throws: {
                ($0 as? PostgresError)?.kind == .cancelled
            }
            isHeld.change { $0 = false }
            try await holder.value
            try await pool.perform { _ in }
        }
    }

    @Test func whatIsIdleForLongIsClosed() async throws {
        try await withPool(limit: 3, idleTime: .milliseconds(50)) { pool, _ in
            try await pool.perform { _ in }
            try await waitUntil("it is closed") { await pool.connectionCount == 0 }
            let answer: Int32 = try await pool.perform { try $0.query("select 7").single() }
            #expect(answer == 7)
        }
    }

    @Test func whatNobodyHoldsAnyMoreIsClosed() async throws {
        try await withDatabase { connection, database in
            var pool: PostgresDatabase? = PostgresDatabase(
                try PostgresSettings(conninfo: database.conninfo, applicationName: "forgotten"),
                idleTime: .seconds(3600))
            try await pool?.perform { _ in }
            let count: PostgresStatement = "select count(*) from pg_stat_activity where application_name = 'forgotten'"
            #expect(try await connection.query(count).single() == 1 as Int64)
            pool = nil
            try await waitUntil("it is gone") { try await connection.query(count).single() == 0 as Int64 }
        }
    }

    @Test func aLossClosesTheOthersToo() async throws {
        try await withPool(limit: 2) { pool, _ in
            try await withThrowingTaskGroup { group in
                for _ in 1...2 {
                    group.addTask { try await pool.perform { _ = try $0.query("select from pg_sleep(0.1)") } }
                }
                try await group.waitForAll()
            }
            #expect(await pool.connectionCount == 2)
            await #expect {
                try await pool.perform { _ = try $0.query("select pg_terminate_backend(pg_backend_pid())") }
            } throws: {
                ($0 as? PostgresError)?.kind == .connectionLost
            }
            #expect(await pool.connectionCount == 0)
            try await pool.perform { _ in }
        }
    }

    @Test func aConnectionThatHasCarriedAHugeRowIsNotKept() async throws {
        try await withPool(limit: 1) { pool, _ in
            try await pool.perform { session in
                _ = try session.stream("select repeat('x', 20000000)", []) { _ in true }
            }
            #expect(await pool.connectionCount == 0)
        }
    }

    private func withPool(
        limit: Int, idleTime: Duration = .seconds(60), _ body: (PostgresDatabase, TestDatabase) async throws -> Void
    ) async throws {
        try await withDatabase { _, database in
            let pool = PostgresDatabase(
                try PostgresSettings(conninfo: database.conninfo), limit: limit, idleTime: idleTime)
            try await body(pool, database)
            await pool.close()
        }
    }
}
