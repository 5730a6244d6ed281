import Configuration
import PostgresClient

@testable import Capture

extension CaptureScenario {
    /// What has been captured since the last look, in order, each as `op schema.table key partition`, as far as it has
    /// them.
    func events() async throws -> [String] {
        try await connection.query(
            """
            with gone as (delete from tailrace.outbox)
            select concat_ws(' ', op, schema_name || '.' || table_name, key, partition) as event
            from tailrace.change
            order by seq
            """
        ).map { row throws(PostgresError) in try row.get("event") }
    }

    /// What setup would do, each step as it is printed.
    func plan(_ tables: String, capturesDDL: Bool = false) async throws -> [String] {
        try await configured(tables, capturesDDL: capturesDDL).plan(connection).steps.map {
            "\($0.kind.rawValue) \($0.title)"
        }
    }

    /// What doctor says, but for the server's settings, which are the tests' own.
    func diagnosis(_ tables: String, capturesDDL: Bool = false) async throws -> Doctor.Report {
        let report = try await Doctor(configured(tables, capturesDDL: capturesDDL), sinks: []).examine(connection)
        return Doctor.Report(tables: report.tables, findings: report.findings.filter { $0.code != .serverUnsafe })
    }

    func configured(_ tables: String, capturesDDL: Bool = false) throws -> Setup {
        try Self.configured(tables, capturesDDL: capturesDDL)
    }

    static func configured(_ tables: String, capturesDDL: Bool = false) throws -> Setup {
        let text = "tables:\n" + tables.split(separator: "\n").map { "  \($0)\n" }.joined()
        let entries = try ConfigurationFile.parse(text, file: "test.yaml").read(TestTables.self).tables
        return Setup(tables: entries, sourceName: nil, lockTimeout: .seconds(5), capturesDDL: capturesDDL)
    }
}
