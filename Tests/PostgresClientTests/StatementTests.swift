import PostgresTesting
import Testing

@testable import PostgresClient

@Suite struct StatementTests {
    private let named = PostgresStatement("select $1::bigint * 2", name: "double")
    private let preparedCount: PostgresStatement = "select count(*), min(name) from pg_prepared_statements"

    @Test func `a named statement is prepared once and reused`() async throws {
        try await withDatabase { connection, _ in
            for number in 1...5 {
                try await #expect(connection.query(named, [.integer(number)]).single() == number * 2)
            }
            let prepared = try await connection.query(
                "select name, generic_plans + custom_plans as uses, from_sql from pg_prepared_statements")
            #expect(prepared.rowCount == 1)
            #expect(try prepared[0].get("uses", as: Int.self) == 5)
            #expect(try prepared[0].get("from_sql", as: Bool.self) == false)
        }
    }

    @Test func `one name for two texts is two statements`() async throws {
        try await withDatabase { connection, _ in
            let other = PostgresStatement("select $1::bigint * 3", name: "double")
            try await #expect(connection.query(named, [1]).single() == 2)
            try await #expect(connection.query(other, [1]).single() == 3)
            try await #expect(connection.query(named, [1]).single() == 2)
        }
    }

    @Test func `a statement that vanished from the server is run without being prepared from then on`() async throws {
        try await withDatabase { connection, _ in
            try await #expect(connection.query(named, [1]).single() == 2)
            try await connection.execute("deallocate all")
            try await #expect(connection.query(named, [2]).single() == 4)
            try await #expect(connection.query(named, [3]).single() == 6)
            try await #expect(connection.query(preparedCount)[0].get("count", as: Int.self) == 0)
        }
    }

    @Test func `a name that somebody else took makes it run unprepared`() async throws {
        try await withDatabase { connection, _ in
            let name = try #require(named.preparedName)
            try await connection.execute("prepare \(name) as select 666::bigint")
            try await #expect(connection.query(named, [2]).single() == 4)
            try await #expect(connection.query(named, [3]).single() == 6)
        }
    }

    @Test func `inside a transaction the failure is told, and the next attempt works`() async throws {
        try await withDatabase { connection, _ in
            try await connection.query(named, [1])
            try await connection.execute("deallocate all")
            let work: @Sendable (PostgresSession) throws -> Int = { session in
                try session.transaction { try $0.query(named, [2]).single() }
            }
            let error = try await #require(throws: PostgresError.self) { _ = try await connection.perform(work) }
            #expect(error.sqlState == .invalidStatementName)
            try await #expect(connection.perform(work) == 4)
        }
    }

    @Test func `a table that changed beneath a prepared statement does no harm`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (a int); insert into t values (1)")
            let all = PostgresStatement("select * from t", name: "all")
            try await #expect(connection.query(all).columnCount == 1)
            try await connection.execute("alter table t add column b int")
            try await #expect(connection.query(all).columnCount == 2)
        }
    }

    @Test func `an error carries all that the server says`() async throws {
        try await withDatabase { connection, _ in
            let missing = try await #require(throws: PostgresError.self) {
                try await connection.query("select nmae from pg_class where relnam = 'x'")
            }
            #expect(missing.kind == .server)
            #expect(missing.sqlState == .undefinedColumn)
            #expect(missing.position == 8)
            #expect(!missing.isTransient)

            try await connection.execute(
                "create table t (id int constraint t_key primary key); insert into t values (1)")
            let duplicate = try await #require(throws: PostgresError.self) {
                try await connection.query("insert into t values ($1)", [1])
            }
            #expect(duplicate.sqlState == .uniqueViolation)
            #expect([duplicate.schema, duplicate.table, duplicate.constraint] == ["public", "t", "t_key"])
            #expect(
                duplicate.description == """
                    duplicate key value violates unique constraint "t_key" (SQLSTATE 23505). \
                    Detail: Key (id)=(1) already exists
                    """)
            let hinted = try await #require(throws: PostgresError.self) {
                try await connection.query("select lenght('x')")
            }
            #expect(hinted.sqlState == .undefinedFunction)
            #expect(hinted.description.contains("does not exist (SQLSTATE 42883). Hint: No function matches"))
        }
    }

    @Test func `a script runs many statements, all or none`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int); insert into t values (1); insert into t values (2)")
            try await #expect(connection.query("select count(*) from t").single() == 2)
            await #expect(throws: PostgresError.self) {
                try await connection.execute("insert into t values (3); select 1 / 0")
            }
            try await #expect(connection.query("select count(*) from t").single() == 2)
            try await connection.execute("")
        }
    }

    @Test func `notices go to the handler`() async throws {
        let database = try await PostgresCluster.shared().createDatabase()
        let notices = Shared<[PostgresNotice]>([])
        let connection = try await database.connect { notice in notices.change { $0.append(notice) } }
        try await connection.execute("do $$ begin raise warning 'careful' using hint = 'look'; end $$")
        #expect(notices.value.map(\.description) == ["WARNING: careful. Hint: look"])
        #expect(notices.value.first?.sqlState == SQLState(rawValue: "01000"))
        await connection.close()
    }
}
