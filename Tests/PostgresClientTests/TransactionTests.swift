import Dispatch
import PostgresClient
import PostgresTesting
import Testing

@Suite struct TransactionTests {
    private func count(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query("select count(*) from t").single()
    }

    @Test func `what returns is committed, and what throws is rolled back`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            let value = try await connection.perform { session in
                try session.transaction { inner in
                    try inner.execute("insert into t values (1)")
                    #expect(inner.isInTransaction)
                    return 42
                }
            }
            #expect(value == 42)
            try await #expect(count(connection) == 1)

            await #expect(throws: Refusal()) {
                try await connection.perform { session in
                    try session.transaction { inner in
                        try inner.execute("insert into t values (2)")
                        throw Refusal()
                    }
                }
            }
            try await #expect(count(connection) == 1)
            #expect(await connection.perform { $0.isInTransaction } == false)
        }
    }

    @Test func `whoever stands still in it loses its locks`() async throws {
        try await withDatabase { connection, database in
            try await connection.execute("create table t (i int)")
            let other = try await database.connect()
            let error = try await #require(throws: PostgresError.self) {
                try await connection.perform { session in
                    try session.transaction(TransactionOptions(idleLimit: .seconds(1))) { inner in
                        try inner.execute("lock table t")
                        let (isFree, isOver) = (DispatchSemaphore(value: 0), DispatchTime.now() + 60)
                        Task {
                            try await other.execute("insert into t values (1)")
                            isFree.signal()
                        }
                        #expect(isFree.wait(timeout: isOver) == .success)
                        try inner.execute("insert into t values (2)")
                    }
                }
            }
            #expect(error.kind == .connectionLost)
            try await #expect(count(other) == 1)
            await other.close()
        }
    }

    @Test func `a swallowed error is not taken for a commit`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            let error = try await #require(throws: PostgresError.self) {
                try await connection.perform { session in
                    try session.transaction { inner in
                        try inner.execute("insert into t values (1)")
                        _ = try? inner.execute("select 1 / 0")
                    }
                }
            }
            #expect(error.kind == .rolledBack)
            try await #expect(count(connection) == 0)
        }
    }

    @Test func `an error at COMMIT itself is told`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int unique deferrable initially deferred)")
            let error = try await #require(throws: PostgresError.self) {
                try await connection.perform { session in
                    try session.transaction { try $0.execute("insert into t values (1), (1)") }
                }
            }
            #expect(error.sqlState == .uniqueViolation)
            try await #expect(count(connection) == 0)
        }
    }

    @Test func `a failing rollback does not hide the first error`() async throws {
        try await withDatabase { connection, database in
            let pid = try #require(await connection.backendPID)
            await #expect(throws: Refusal()) {
                try await connection.perform { session in
                    try session.transaction { inner in
                        try inner.execute("select 1")
                        _ = try? inner.query("select pg_terminate_backend($1::int)", [.integer(pid)])
                        throw Refusal()
                    }
                }
            }
        }
    }

    @Test func `options reach the server, and a second transaction inside is refused`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            try await connection.perform { session in
                let options = TransactionOptions(isolation: .repeatableRead, readOnly: true)
                try session.transaction(options) { inner in
                    let isolation: String = try inner.query("select current_setting('transaction_isolation')").single()
                    #expect(isolation == "repeatable read")
                    let nested = try #require(throws: PostgresError.self) { try inner.transaction { _ in } }
                    #expect(nested.kind == .invalidUse)
                    try #expect(inner.query("select 1").single() == 1)
                }
                let error = try #require(throws: PostgresError.self) {
                    try session.transaction(options) { try $0.execute("insert into t values (1)") }
                }
                #expect(error.sqlState == .readOnlyTransaction)
            }
        }
    }

    @Test func `a serialization failure is transient`() async throws {
        try await withDatabase { connection, database in
            try await connection.execute("create table t (i int); insert into t values (1)")
            let other = try await database.connect()
            try await connection.execute("begin isolation level repeatable read; select * from t")
            try await other.execute("update t set i = 2")
            let error = try await #require(throws: PostgresError.self) {
                try await connection.execute("update t set i = 3")
            }
            #expect(error.sqlState == .serializationFailure)
            #expect(error.isTransient)
            try await connection.execute("rollback")
            await other.close()
        }
    }

    @Test func `a lock that is not granted in time`() async throws {
        try await withDatabase { connection, database in
            try await connection.execute("create table t (i int)")
            try await connection.execute("begin; lock table t")
            let other = try await database.connect()
            let error = try await #require(throws: PostgresError.self) {
                try await other.execute("set lock_timeout = '20ms'; truncate t")
            }
            #expect(error.sqlState == .lockNotAvailable)
            #expect(error.kind == .server)
            try await connection.execute("rollback")
            await other.close()
        }
    }
}
