import ArgumentParser
import Capture
import Foundation
import PostgresClient

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Prove that the capture is whole, or say what is missing.",
        discussion: """
            Compares every table's triggers and functions with the configuration, and looks at what else could lose \
            changes or reorder them. Only reads. Exits 1 when something was found that can; warnings alone exit 0.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Print one JSON object, for programs.") var json = false

    func run() async throws {
        try await common.withDatabase { given, settings in
            let configuration = try given.required
            let connection = try await PostgresConnection.connect(settings)
            let setup = Setup(
                tables: configuration.tables, sourceName: configuration.source, lockTimeout: .seconds(5))
            let report = try await Doctor(setup, sinks: configuration.sinks.map(\.name)).examine(connection)
            await connection.close()
            Terminal.output(json ? try Self.json(report) : Self.page(report))
            if !report.isHealthy { throw ExitCode(Failure.Code.failed.rawValue) }
        }
    }

    private static func json(_ report: Doctor.Report) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private static func page(_ report: Doctor.Report) -> String {
        var lines: [String] = []
        for finding in report.findings {
            lines.append("\(finding.severity == .error ? "✗" : "!") \(finding.subject): \(finding.problem)")
            lines.append("    why it matters  \(finding.consequence)")
            lines.append("    repair          \(finding.repair)")
        }
        let tables = Figures.tables(report.tables.count)
        let errors = report.findings.filter { $0.severity == .error }.count
        let warnings = report.findings.count - errors
        lines.append(
            errors == 0
                ? "✓ \(tables): the capture is whole." + (warnings > 0 ? " \(warnings) to look at above." : "")
                : "\(errors) found that can lose or reorder changes\(warnings > 0 ? ", \(warnings) more to look at" : "")."
        )
        return lines.joined(separator: "\n")
    }
}
