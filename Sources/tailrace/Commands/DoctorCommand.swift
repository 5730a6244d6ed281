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
            let report = try await configuration.doctor.examine(connection)
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
        let bySeverity = Dictionary(grouping: report.findings, by: \.severity)
        for (severity, mark) in [(Finding.Severity.error, "✗"), (.warning, "!"), (.information, "·")] {
            for finding in bySeverity[severity] ?? [] {
                lines.append("\(mark) \(finding.subject): \(finding.problem)  [\(finding.code.rawValue)]")
                lines.append("    why it matters  \(finding.consequence)")
                lines.append("    repair          \(finding.repair)")
            }
        }
        if !lines.isEmpty { lines.append("") }
        lines.append(summary(report, bySeverity.mapValues(\.count)))
        return lines.joined(separator: "\n")
    }

    private static func summary(_ report: Doctor.Report, _ counts: [Finding.Severity: Int]) -> String {
        let rest = [(counts[.warning], "to look at"), (counts[.information], "to know of")]
            .compactMap { count, what in count.map { "\($0) \(what)" } }
            .joined(separator: ", ")
        guard let errors = counts[.error] else {
            return "✓ \(Figures.tables(report.tables.count)): the capture is whole."
                + (rest.isEmpty ? "" : " Above: \(rest).")
        }
        let repairable = report.findings.count { $0.repair == "tailrace setup" }
        return "\(errors) found that can lose or reorder changes\(rest.isEmpty ? "" : ", \(rest)")."
            + (repairable > 0 ? " `tailrace setup` repairs \(repairable) of \(report.findings.count)." : "")
    }
}
