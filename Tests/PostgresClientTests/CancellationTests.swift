import PostgresClient
import PostgresTesting
import Testing

@Suite struct CancellationTests {
    private func waitUntilSleeping(_ watcher: PostgresConnection, _ pid: Int32) async throws {
        try await waitUntil("the statement to run") {
            try await watcher.query(
                "select count(*) from pg_stat_activity where pid = $1::int and wait_event = 'PgSleep'", [.integer(pid)]
            ).single() == 1
        }
    }

    @Test func `cancelling the task stops the statement and rolls back`() async throws {
        try await withDatabase { connection, database in
            try await connection.execute("create table t (i int)")
            let watcher = try await database.connect()
            let pid = try #require(await connection.backendPID)
            let task = Task {
                try await connection.perform { session in
                    try session.transaction { inner in
                        try inner.execute("insert into t values (1)")
                        try inner.execute("select pg_sleep(600)")
                    }
                }
            }
            try await waitUntilSleeping(watcher, pid)
            task.cancel()
            let error = try await #require(throws: PostgresError.self) { try await task.value }
            #expect(error.kind == .cancelled)
            #expect(error.sqlState == .queryCanceled)
            #expect(!error.isTransient)
            try await #expect(connection.query("select count(*) from t").single() == 0)
            #expect(await connection.perform { $0.isInTransaction } == false)
            await watcher.close()
        }
    }

    @Test func `a cancelled task sends nothing more`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await connection.execute("insert into t values (1)")
            }
            let error = try await #require(throws: PostgresError.self) { try await task.value }
            #expect(error.kind == .cancelled)
            #expect(error.sqlState == nil)
            try await #expect(connection.query("select count(*) from t").single() == 0)
        }
    }

    @Test func `a cancellation at any moment ends its own statement and no other`() async throws {
        try await withDatabase { connection, _ in
            for round in 0..<300 {
                let task = Task { try await connection.query("select 1 from pg_sleep(600)") }
                for _ in 0..<(round % 30) { await Task.yield() }
                task.cancel()
                let error = try await #require(throws: PostgresError.self) { _ = try await task.value }
                #expect(error.kind == .cancelled)
                let count: Int = try await connection.query("select count(*) from pg_class, pg_sleep(0.0002)").single()
                #expect(count > 0)
            }
        }
    }

    @Test func `a cancellation as the statement ends hits no later one`() async throws {
        try await withDatabase { connection, _ in
            for round in 0..<300 {
                let task = Task { _ = try? await connection.query("select 1") }
                for _ in 0..<(round % 60) { await Task.yield() }
                task.cancel()
                let count: Int = try await connection.query("select count(*) from pg_class, pg_sleep(0.0002)").single()
                #expect(count > 0)
                await task.value
            }
        }
    }

    @Test func `cancel stops the running statement and leaves the task alone`() async throws {
        try await withDatabase { connection, database in
            connection.cancel()
            let watcher = try await database.connect()
            let pid = try #require(await connection.backendPID)
            let task = Task {
                try await connection.perform { session in
                    let error = try #require(throws: PostgresError.self) { try session.execute("select pg_sleep(600)") }
                    return try (error, session.query("select 7").single(as: Int.self))
                }
            }
            try await waitUntilSleeping(watcher, pid)
            connection.cancel()
            let (error, next) = try await task.value
            #expect(error.kind == .server)
            #expect(error.sqlState == .queryCanceled)
            #expect(next == 7)
            await watcher.close()
        }
    }

    @Test func `a statement_timeout is the server's error, not a cancellation`() async throws {
        try await withDatabase { connection, _ in
            let error = try await #require(throws: PostgresError.self) {
                try await connection.execute("set statement_timeout = 20; select pg_sleep(600)")
            }
            #expect(error.kind == .server)
            #expect(error.sqlState == .queryCanceled)
        }
    }
}
