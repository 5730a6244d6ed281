import Configuration
import PostgresClient
import PostgresTesting

@testable import Capture

/// A database of its own with tables of a test's choosing, and what their triggers have captured.
struct CaptureScenario {
    let database: TestDatabase
    let connection: PostgresConnection

    /// Makes the database.
    /// - Parameters:
    ///   - schema: SQL that makes the tables.
    ///   - tables: what stands under `tables:` in the configuration.
    init(_ schema: String, capturing tables: String) async throws {
        database = try await PostgresCluster.shared().createDatabase("capture")
        connection = try await PostgresConnection.connect(PostgresSettings(conninfo: database.conninfo))
        try await connection.execute(schema)
        try await setup(tables)
    }

    /// Runs setup.
    @discardableResult
    func setup(_ tables: String, source: String? = nil, mayRemoveAll: Bool = false) async throws -> CapturePlan {
        let text = "tables:\n" + tables.split(separator: "\n").map { "  \($0)\n" }.joined()
        let entries = try ConfigurationFile.parse(text, file: "test.yaml").read(TestTables.self).tables
        let setup = Setup(
            tables: entries, sourceName: source, lockTimeout: .seconds(5), mayRemoveAll: mayRemoveAll)
        return try await setup.apply(connection)
    }

    /// Runs SQL as the application does.
    func run(_ sql: String) async throws {
        try await connection.execute(sql)
    }

    /// What has been captured since the last look, in order.
    func captured() async throws -> [CapturedRow] {
        let rows = try await connection.query(
            "with gone as (delete from tailrace.outbox) select * from tailrace.change order by seq")
        return try rows.map { row throws(PostgresError) in
            CapturedRow(
                operation: try row.get("op"), key: try row.get("key"), oldKey: try row.get("old_key"),
                before: try row.get("before"), after: try row.get("after"), context: try row.get("context"))
        }
    }
}

/// A row of the outbox, with its JSON as it is stored.
struct CapturedRow: Equatable {
    var operation: String
    var key: String?
    var oldKey: String?
    var before: String?
    var after: String?
    var context: String?
}

/// A configuration file with tables only.
struct TestTables: ConfigurationSection {
    static let title = "Test"
    static let doc = "A file with tables only."
    static let entries = ConfigurationKey(
        "tables", .mapping(from: "TABLE", to: .section(TableConfiguration.self)), doc: "The tables.")
    static let keys: [any AnyConfigurationKey] = [entries]

    let tables: [NamedValue<TableConfiguration>]

    init(_ reader: SectionReader) throws(ConfigurationError) {
        tables = try reader.read(Self.entries)
    }
}
