import PostgresClient
import PostgresTesting
import Testing

@Suite struct DecodingTests {
    static let formats: [PostgresFormat] = [.binary, .text]

    @Test(arguments: formats)
    func `each type is read in either format`(format: PostgresFormat) async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                """
                select (-32768)::int2, (-2147483648)::int4, (-9223372036854775808)::int8,
                    '18446744073709551615'::xid8, true, false, 0.1::float8, (-1.5)::float4, 'Infinity'::float8,
                    'Zürich 🌊'::text, '{"a": 1}'::json, '{"a": 1}'::jsonb, 'name'::name, ''::varchar, 4294967295::oid
                """, resultFormat: format)
            #expect(result.rowCount == 1)
            #expect(try result.int16(row: 0, column: 0) == .min)
            #expect(try result.int32(row: 0, column: 1) == .min)
            #expect(try result.int64(row: 0, column: 2) == .min)
            #expect(try result.uint64(row: 0, column: 3) == .max)
            #expect(try result.bool(row: 0, column: 4))
            #expect(try !result.bool(row: 0, column: 5))
            #expect(try result.double(row: 0, column: 6) == 0.1)
            #expect(try result.double(row: 0, column: 7) == -1.5)
            #expect(try result.double(row: 0, column: 8) == .infinity)
            #expect(try result.string(row: 0, column: 9) == "Zürich 🌊")
            #expect(try result.string(row: 0, column: 10) == #"{"a": 1}"#)
            #expect(try result.string(row: 0, column: 11) == #"{"a": 1}"#)
            #expect(try result.string(row: 0, column: 12) == "name")
            #expect(try result.string(row: 0, column: 13) == "")
            #expect(try result.int64(row: 0, column: 14) == 4_294_967_295)
        }
    }

    @Test(arguments: formats)
    func `NULL is nil as bytes and an error as a value`(format: PostgresFormat) async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query("select null::bigint as n", resultFormat: format)
            #expect(result.isNull(row: 0, column: 0))
            #expect(result.bytes(row: 0, column: 0) == nil)
            #expect(result.withBytes(row: 0, column: 0) { $0 == nil })
            #expect(try result[0].get("n", as: Int64?.self) == nil)
            let error = try #require(throws: PostgresError.self) { try result.int64(row: 0, column: 0) }
            #expect(error.kind == .decoding)
            #expect(error.message == #"row 0, column "n" is NULL, not bigint"#)
        }
    }

    @Test func `another type is an error, and a narrower integer is not`() async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                "select 1::int8 as i, 'x'::text as t, 1::int2 as s, 1.5::float8 as f")
            let tries: [() throws -> Any] = [
                { try result.int32(row: 0, column: 1) }, { try result.int64(row: 0, column: 3) },
                { try result.string(row: 0, column: 0) }, { try result.bool(row: 0, column: 0) },
                { try result.double(row: 0, column: 0) }, { try result.timestampMicroseconds(row: 0, column: 0) },
            ]
            for attempt in tries {
                let error = try #require(throws: PostgresError.self) { _ = try attempt() }
                #expect(error.kind == .decoding)
            }
            #expect(try result.int64(row: 0, column: 2) == 1)
            #expect(try result.int32(row: 0, column: 0) == 1)
            let wide = try await connection.query("select 3000000000 as wide, -1 as negative")
            #expect(throws: PostgresError.self) { try wide.int32(row: 0, column: 0) }
            #expect(throws: PostgresError.self) { try wide.uint64(row: 0, column: 1) }
        }
    }

    @Test(arguments: formats)
    func `timestamps are microseconds since 1970`(format: PostgresFormat) async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                """
                select 'infinity'::timestamptz, '-infinity'::timestamptz, '1970-01-01 00:00:00+00'::timestamptz,
                    '2026-11-20 22:51:00.123456+00'::timestamptz, '1969-12-31 23:59:59.999999'::timestamp
                """, resultFormat: format)
            let values = try (0..<5).map { try result.timestampMicroseconds(row: 0, column: $0) }
            #expect(values == [.max, .min, 0, 1_795_215_060_123_456, -1])
        }
    }

    @Test(arguments: ["UTC", "Asia/Kolkata", "America/St_Johns", "Africa/Monrovia"])
    func `text timestamps of any time and zone agree with the binary ones`(zone: String) async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("set timezone = '\(zone)'")
            let times: PostgresStatement = """
                select t from generate_series(timestamptz '4713-06-01 BC', '9999-12-31', '97 days 03:07:11.000123') as t
                """
            let binary = try await connection.query(times)
            let text = try await connection.query(times, resultFormat: .text)
            #expect(binary.rowCount > 50_000)
            let read = { (result: PostgresResult) in
                try (0..<result.rowCount).map { try result.timestampMicroseconds(row: $0, column: 0) }
            }
            #expect(try read(binary) == read(text))
        }
    }

    @Test func `rows are read by name`() async throws {
        try await withDatabase { connection, _ in
            let result = try await connection.query(
                "select i::bigint as number, 'n' || i as name from generate_series(1, 3) as i")
            #expect(result.columnNames == ["number", "name"])
            #expect(try result.map { try $0.get("number", as: Int.self) } == [1, 2, 3])
            #expect(try result.last?.get("name") == "n3")
            let error = try #require(throws: PostgresError.self) { try result[0].get("nmae", as: String.self) }
            #expect(error.message == #"the result has no column "nmae""#)
            #expect(throws: PostgresError.self) { try result.single(as: Int.self) }
        }
    }

    @Test func `what a statement did is told`() async throws {
        try await withDatabase { connection, _ in
            try await connection.execute("create table t (i int)")
            let insert = try await connection.query("insert into t select generate_series(1, 7)")
            #expect(insert.affectedRows == 7)
            #expect(insert.commandTag == "INSERT 0 7")
            #expect(insert.rowCount == 0)
            try await #expect(connection.query("create table u ()").affectedRows == 0)
        }
    }
}
