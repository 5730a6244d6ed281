import Foundation
import PostgresClient

/// The source's tables, made anew in a schema of their own from what a file sink has written.
struct RebuiltTables {
    struct Table {
        let name: String
        let rows: Int64
        let changes: Int64
        /// Rows of one side that the other lacks, and changes that came at the wrong time.
        let differences: Int64
    }

    private let scenario: Scenario

    init(_ scenario: Scenario) {
        self.scenario = scenario
    }

    /// Rebuilds every table of the schema public, and compares it with the source both ways.
    func compare() async throws -> [Table] {
        let connection = try await scenario.connect()
        try await connection.execute(Self.lines)
        for file in try scenario.files() {
            try await connection.perform { session in
                let handle = try FileHandle(forReadingFrom: file)
                defer { try? handle.close() }
                _ = try session.copyIn(Self.copy) { try handle.read(upToCount: 1 << 20).map(Array.init) }
            }
        }
        try await connection.execute(Self.events)
        try await connection.execute(String(contentsOf: Self.script, encoding: .utf8))
        try await connection.execute(Self.rebuild)
        let tables = try await connection.query(Self.comparison).map { row in
            Table(
                name: try row.get("name"), rows: try row.get("source_rows"), changes: try row.get("changes"),
                differences: try row.get("differences"))
        }
        await connection.close()
        return tables
    }

    /// Whether the comparison notices that one change of a table is missing: the test of the test.
    func noticesLoss(in table: String) async throws -> Bool {
        let connection = try await scenario.connect()
        try await connection.execute(
            """
            delete from rebuilt.effect
            where number = (
                select number from rebuilt.effect where "table" = '\(table)' order by random() limit 1
            );
            delete from rebuilt.comparison where source = 'public.\(table)'::regclass;
            drop table rebuilt."public.\(table)";
            select rebuilt.rebuild('public.\(table)');
            """)
        let differences: Int64 = try await connection.query(
            PostgresStatement(
                """
                select missing + unexpected + disordered
                from rebuilt.comparison
                where source = 'public.\(table)'::regclass
                """)
        ).single()
        await connection.close()
        return differences > 0
    }

    func eventCount() async throws -> Int64 {
        try await scenario.value("select count(*) from rebuilt.event")
    }

    private static let script = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../Scripts/lib/rebuild.sql").standardizedFileURL

    private static let lines = """
        create schema rebuilt;
        create table rebuilt.line (number bigint generated always as identity primary key, content json not null);
        """

    /// The quote and the delimiter are characters that JSON never contains, so that every line is taken as it is.
    private static let copy =
        "copy rebuilt.line (content) from stdin with (format csv, quote e'\\x01', delimiter e'\\x02')"

    private static let events = """
        create table rebuilt.event as
        select line.number, event.*
        from rebuilt.line
        cross join json_to_record(content) as event (
            op text, "schema" name, "table" name, key json, old_key json, before json, after json
        );
        """

    private static let rebuild = """
        select rebuilt.rebuild(oid)
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        """

    private static let comparison: PostgresStatement = """
        select
            source::text as name, source_rows, missing + unexpected + disordered as differences,
            (
                select count(*)
                from rebuilt.event
                where "table" = (select relname from pg_class where oid = source)
            ) as changes
        from rebuilt.comparison
        order by name
        """
}
