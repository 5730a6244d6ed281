import PostgresClient
import PostgresTesting
import Testing

@Suite struct ParameterTests {
    static let nasty = [
        "", "'", "\"", "\\", "';drop table t;--", "a\nb\tc\r", "$1", "Zürich 🌊", "\\'", "e'\\x41'", "{a,b}", "NULL",
        "%s",
    ]

    @Test func `each kind of value arrives`() async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                """
                select $1::text is null, $2::bigint, $3::xid8, $4::boolean, $5::float8, $6::bytea = '\\x00ff10',
                    $7::bigint[] = array[1, -2]::bigint[], $8::text, $9::bigint[] = '{}'
                """,
                [
                    nil, .integer(Int64.min), .integer(UInt64.max), true, 1e300, .bytes([0, 255, 16]),
                    .integers([1, -2]),
                    "text", .integers([Int]()),
                ])
            #expect(try result.bool(row: 0, column: 0))
            #expect(try result.int64(row: 0, column: 1) == .min)
            #expect(try result.uint64(row: 0, column: 2) == .max)
            #expect(try result.bool(row: 0, column: 3))
            #expect(try result.double(row: 0, column: 4) == 1e300)
            #expect(try result.bool(row: 0, column: 5))
            #expect(try result.bool(row: 0, column: 6))
            #expect(try result.string(row: 0, column: 7) == "text")
            #expect(try result.bool(row: 0, column: 8))
        }
    }

    @Test func `arrays of awkward texts arrive element by element`() async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                "select e from unnest($1::text[]) with ordinality as u (e, n) order by n", [.texts(Self.nasty + [nil])])
            #expect(try result.map { try $0.get("e", as: String?.self) } == Self.nasty + [nil])
        }
    }

    @Test func `a zero character is refused instead of cutting the text`() async throws {
        try await withDatabase { connection, _ in
            let error = try await #require(throws: PostgresError.self) {
                try await connection.query("select $1::text, $2::text", ["good", "cut\0here"])
            }
            #expect(error.kind == .invalidUse)
            #expect(error.message == "parameter $2 contains a zero character")
            let script = try await #require(throws: PostgresError.self) { try await connection.execute("select 1\0;x") }
            #expect(script.kind == .invalidUse)
        }
    }

    @Test func `quoted names and literals stand for themselves`() async throws {
        try await withDatabase { connection, _ in
            try await connection.perform { session in
                for text in Self.nasty {
                    let literal = try session.quoteLiteral(text)
                    try #expect(session.query(PostgresStatement("select \(literal)::text")).single() == text)
                    guard !text.isEmpty else { continue }
                    let name = try session.quoteIdentifier(text)
                    try #expect(session.query(PostgresStatement("select 1 as \(name)")).columnNames == [text])
                }
                #expect(throws: PostgresError.self) { try session.quoteIdentifier("a\0b") }
                #expect(throws: PostgresError.self) { try session.quoteLiteral("a\0b") }
            }
        }
    }

    @Test func `twenty megabytes go there and back`() async throws {
        try await withDatabase { connection, _ in
            let text = String(repeating: "0123456789abcdef 🌊", count: 1_000_000)
            let back: String = try await connection.query("select $1::text", [.text(text)]).single()
            #expect(back == text)
            let bytes = Array(text.utf8)
            let result = try await connection.query("select $1::bytea", [.bytes(bytes)])
            #expect(result.withBytes(row: 0, column: 0) { $0.map(Array.init) } == bytes)
        }
    }
}
