import PostgresClient
import PostgresTesting
import Testing

@Suite struct CopyTests {
    @Test func `rows come out and go in`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int, s text); create table u (like t)")
            try await connection.execute(#"insert into t select i, E'a\tb\n' || i from generate_series(1, 10000) as i"#)
            try await connection.perform { session in
                var rows: [[UInt8]] = []
                let count = try session.copyOut("copy t to stdout") { rows.append(Array($0)) }
                #expect(count == 10_000)
                #expect(rows.count == 10_000)
                #expect(rows.first == Array("1\ta\\tb\\n1\n".utf8))
                var next = rows.makeIterator()
                try #expect(session.copyIn("copy u from stdin") { next.next() } == 10_000)
            }
            let same = "select count(*) from (table t except all table u) as difference"
            try await #expect(connection.query(PostgresStatement(same)).single() == 0)
            try await #expect(connection.query("select count(*) from u").single() == 10_000)
        }
    }

    @Test func `a consumer that throws ends the copy, and the connection goes on`() async throws {
        try await withDatabase { connection, _ in
            try await connection.perform { session in
                var seen = 0
                #expect(throws: Refusal()) {
                    try session.copyOut("copy (select generate_series(1, 100000000)) to stdout") { _ in
                        seen += 1
                        if seen == 3 { throw Refusal() }
                    }
                }
                #expect(seen == 3)
                try #expect(session.query("select 1").single() == 1)
            }
        }
    }

    @Test func `a producer that throws leaves nothing behind`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            try await connection.perform { session in
                var given = 0
                #expect(throws: Refusal()) {
                    try session.copyIn("copy t from stdin") {
                        given += 1
                        if given == 3 { throw Refusal() }
                        return Array("\(given)\n".utf8)
                    }
                }
                try #expect(session.query("select count(*) from t").single() == 0)
            }
        }
    }

    @Test func `data that the server refuses is its error`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            try await connection.perform { session in
                var left = 200_000
                let error = try #require(throws: PostgresError.self) {
                    try session.copyIn("copy t from stdin") {
                        left -= 1
                        return left > 0 ? Array("not a number\n".utf8) : nil
                    }
                }
                #expect(error.sqlState == .invalidTextRepresentation)
                #expect(error.context?.hasPrefix("COPY t, line 1") == true)
                try #expect(session.query("select 1").single() == 1)
            }
        }
    }

    @Test func `an error of the query in the middle of a copy is told`() async throws {
        try await withDatabase { connection, _ in
            try await connection.perform { session in
                let error = try #require(throws: PostgresError.self) {
                    try session.copyOut("copy (select 1 / (1000 - i) from generate_series(1, 2000) as i) to stdout") {
                        _ in
                    }
                }
                #expect(error.sqlState == SQLState(rawValue: "22012"))
                try #expect(session.query("select 1").single() == 1)
            }
        }
    }

    @Test(arguments: ["copy (select generate_series(1, 100000)) to stdout", "copy t from stdin"])
    func `a copy in the wrong place is refused, and the connection goes on`(copy: String) async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            try await connection.perform { session in
                let tries: [() throws -> Void] = [
                    { try session.execute(copy) },
                    { try session.query(PostgresStatement(copy)) },
                    {
                        if copy.hasSuffix("stdin") {
                            try session.copyOut(copy) { _ in }
                        } else {
                            try session.copyIn(copy) { nil }
                        }
                    },
                    { try session.copyIn("select 1") { nil } },
                    { try session.copyOut("select 1") { _ in } },
                ]
                for attempt in tries {
                    let error = try #require(throws: PostgresError.self) { try attempt() }
                    #expect(error.kind == .invalidUse)
                    try #expect(session.query("select 1").single() == 1)
                }
            }
        }
    }

    @Test func `cancelling the task ends a copy in either direction`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            for isOut in [true, false] {
                let started = Shared(false)
                let task = Task {
                    try await connection.perform { session in
                        if isOut {
                            try session.copyOut("copy (select generate_series(1, 10000000000)) to stdout") { _ in
                                started.change { $0 = true }
                            }
                        } else {
                            try session.copyIn("copy t from stdin") {
                                started.change { $0 = true }
                                return Array("1\n".utf8)
                            }
                        }
                    }
                }
                try await waitUntil("the copy to start") { started.value }
                task.cancel()
                let error = try await #require(throws: PostgresError.self) { _ = try await task.value }
                #expect(error.kind == .cancelled)
                try await #expect(connection.query("select count(*) from t").single() == 0)
            }
        }
    }
}
