import PostgresClient
import TailraceSQL
import Testing

@testable import Capture

/// A row that is too large for JSON must not make the application's write fail.
@Suite(.serialized) struct OversizeTests {
    @Test(arguments: ["row", "statement"])
    func isCapturedWithItsKeyAndAFlag(granularity: String) async throws {
        let scenario = try await CaptureScenario(
            "create table file (id integer primary key, data bytea)",
            capturing: "public.file: { capture: \(granularity) }")
        // As JSON a byte takes two characters: 1.1 GB.
        try await scenario.run("insert into file values (1, convert_to(repeat('x', 550000000), 'UTF8')), (2, 'small')")
        try await scenario.run("update file set data = 'small' where id = 1")
        try await scenario.run("delete from file where id = 1")
        let rows = try await scenario.connection.query(
            """
            select op::text || ' ' || key || ' ' || coalesce(before ->> 'data', '-') || ' ' || coalesce(after ->> 'data', '-')
                || ' ' || coalesce(omitted, '-') as row
            from tailrace.change
            order by seq
            """)
        #expect(
            try rows.map { row throws(PostgresError) in try row.get("row", as: String.self) } == [
                #"i {"id":1} - - size"#, #"i {"id":2} - \x736d616c6c -"#, #"u {"id":1} - \x736d616c6c size"#,
                #"d {"id":1} \x736d616c6c - -"#,
            ])
        let omissions: String = try await scenario.connection.query(
            "select string_agg(schema_name || '.' || table_name || ' ' || key, ',') from tailrace.omission"
        ).single()
        #expect(omissions == #"public.file {"id":1},public.file {"id":1}"#)
        let check = Check(subject: "", query: Queries.doctorOmissions)
        let findings = try await scenario.connection.perform { session in try check.run(session) }
        #expect(findings.map(\.subject) == ["public.file"])
        #expect(findings.first?.problem.hasPrefix("the images of 2 changes were left out, too large") == true)
        try await scenario.run(findings.first?.repair ?? "")
        #expect(try await scenario.connection.perform { session in try check.run(session) }.isEmpty)
    }

    @Test func aKeyOfTheWholeRowIsLeftOut() async throws {
        let scenario = try await CaptureScenario(
            "create table log (data text)",
            capturing: "public.log: { key: row }")
        try await scenario.run("insert into log values (repeat('x', 300000000))")
        let row = try await scenario.connection.query(
            "select key is null and after is null and omitted = 'size' as fits from tailrace.change")
        #expect(try row[0].get("fits", as: Bool.self))
    }

    /// Its values lie beside the table, so that the row can be larger than anything that the server can put together.
    @Test func aRowThatCannotBePutTogetherIsCaptured() async throws {
        let scenario = try await CaptureScenario(
            """
            create table twice (id integer primary key, data text, copy text, number integer);
            alter table twice alter data set storage external, alter copy set storage external;
            """, capturing: "public.twice: {}")
        try await scenario.run(
            "insert into twice values (1, repeat('x', 550000000)); update twice set copy = data; update twice set number = 1"
        )
        let rows = try await scenario.connection.query(
            """
            select op::text || ' ' || key || ' ' || coalesce(omitted, '-') || ' '
                || coalesce(before is not null or after is not null, false) as row
            from tailrace.change
            order by seq
            """)
        #expect(
            try rows.map { row throws(PostgresError) in try row.get("row", as: String.self) } == [
                #"i {"id":1} size false"#, #"u {"id":1} size false"#, #"u {"id":1} size false"#,
            ])
    }

    /// A key may be too large as well, or two of them together.
    @Test func aKeyThatIsTooLargeIsLeftOut() async throws {
        let scenario = try await CaptureScenario(
            """
            create table file (doc json not null, number integer);
            alter table file alter doc set storage external;
            """, capturing: "public.file: { key: [doc], old: none }")
        try await scenario.run(
            """
            insert into file select ('"' || repeat('a', 540000000) || '"')::json, 1;
            update file set doc = ('"' || repeat('b', 540000000) || '"')::json;
            """)
        let changes = try await scenario.connection.query(
            "select string_agg(concat_ws(' ', op, key is null, omitted), ', ' order by seq) from tailrace.change")
        #expect(try changes.single() == "i t size, u t size")
    }
}
