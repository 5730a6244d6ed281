import Configuration
import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// Every row of Documentation/capture-matrix.md, on the server that the tests run on.
/// One after another: hundreds of databases made at once keep a small machine from answering.
@Suite(.serialized) struct KindsTests {
    @Test(arguments: CaptureMatrix.groups.flatMap(\.cases))
    func isCapturedAsTheMatrixSays(_ kind: CaptureCase) async throws {
        guard try await kind.majors.contains(PostgresCluster.sharedMajor()) else { return }
        guard let defect = kind.defect else { return try await check(kind) }
        await withKnownIssue("\(defect)") { try await check(kind) }
    }

    private func check(_ kind: CaptureCase) async throws {
        let scenario = try await CaptureScenario(kind.schema, capturing: kind.tables)
        try await scenario.run(kind.given)
        let given: Int64 = try await scenario.connection.query(
            "select coalesce(max(seq), 0) from tailrace.outbox"
        ).single()

        for statement in kind.statements { try await scenario.run(statement) }

        // Other sessions have settings of their own.
        let reader = try await scenario.database.connect()
        let captured = CapturedChange.describe(try await CapturedChange.all(after: given, reader))
        #expect(captured == kind.captured)
        let differences = try await Rebuilding(reader).differences
        switch kind.putBack {
        case .whole: #expect(differences.isEmpty)
        case .lost: #expect(!differences.isEmpty, "this limit is gone: the matrix may say so")
        }
        await reader.close()
        await scenario.connection.close()
        await scenario.database.drop()
    }

    /// Where it is not refused, capture by statement stores the same as row triggers do.
    @Test(arguments: CaptureMatrix.byStatement)
    func isWholeWhenCapturedByStatement(_ kind: CaptureCase) async throws {
        guard try await kind.majors.contains(PostgresCluster.sharedMajor()) else { return }
        let scenario: CaptureScenario
        do {
            scenario = try await CaptureScenario(kind.schema, capturing: "public.*: { capture: statement }")
        } catch is ConfigurationError {
            return
        }
        try await scenario.run(kind.given)
        for statement in kind.statements { try await scenario.run(statement) }
        let reader = try await scenario.database.connect()
        #expect(try await Rebuilding(reader).differences.isEmpty)
        await reader.close()
        await scenario.connection.close()
        await scenario.database.drop()
    }

    @Test func thePageSaysWhatIsTested() throws {
        if ProcessInfo.processInfo.environment["TAILRACE_WRITE_MATRIX"] == "1" {
            try MatrixPage.text.write(to: MatrixPage.file, atomically: true, encoding: .utf8)
        }
        let isCurrent = try String(contentsOf: MatrixPage.file, encoding: .utf8) == MatrixPage.text
        #expect(
            isCurrent,
            """
            Documentation/capture-matrix.md differs from what is tested; run \
            TAILRACE_WRITE_MATRIX=1 Scripts/test KindsTests to write it anew
            """)
    }
}
