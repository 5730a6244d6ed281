import Configuration
import PostgresClient
import TailraceCore
import TailraceSQL

/// Proves that the capture is whole, or says what is missing.
public struct Doctor: Sendable {
    private let setup: Setup
    private let sinks: [String]
    private let limits: Limits

    /// What is worth a word.
    struct Limits: Sendable {
        /// A transaction that is open for longer.
        var transaction = Duration.seconds(300)
        /// Transaction ids that have not been frozen for so many transactions: half of what there is.
        var frozenAge: Int64 = 1_000_000_000
        /// Rows that somebody may still see after so many transactions.
        var visibleAge: Int64 = 50_000_000
        /// An outbox of more bytes.
        var outboxBytes: Int64 = 10 << 30
    }

    /// Describes what should be there.
    /// - Parameters:
    ///   - setup: what setup would be asked for.
    ///   - sinks: the names of the configured sinks.
    public init(_ setup: Setup, sinks: [String]) {
        self.init(setup, sinks: sinks, limits: Limits())
    }

    init(_ setup: Setup, sinks: [String], limits: Limits) {
        self.setup = setup
        self.sinks = sinks
        self.limits = limits
    }

    /// What doctor has seen.
    public struct Report: Codable, Sendable {
        /// The tables that the configuration means.
        public let tables: [String]
        /// What was found; nothing when all is well.
        public let findings: [Finding]

        /// Whether nothing was found that can lose changes.
        public var isHealthy: Bool { !findings.contains { $0.severity == .error } }
    }

    /// Looks at everything, and changes nothing.
    /// - Throws: `PostgresError`.
    public func examine(_ connection: PostgresConnection) async throws -> Report {
        let difference: Setup.Difference
        do {
            difference = try await setup.compare(connection)
        } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
            return Report(tables: [], findings: [try await Self.notExamined(error, connection)])
        }
        var findings = difference.problems.map { problem in
            Finding(
                .configuration, subject: problem.keyPath, problem: problem.message, repair: "change \(problem.place)")
        }
        findings += Self.installation(difference.catalog)
        // What is to be removed may only be what a wrong entry means.
        for step in difference.plan.steps where difference.problems.isEmpty || step.kind != .remove {
            findings += step.discrepancies.map {
                Finding($0.code, subject: $0.subject, problem: $0.problem, repair: "tailrace setup")
            }
        }
        // Where nothing is installed there is nothing else to look at.
        if difference.catalog.isComplete {
            for check in Check.all(limits, sinks: sinks) {
                findings += try await Self.run(check, connection)
            }
        }
        return Report(tables: difference.plan.tables.map(\.description), findings: findings)
    }

    /// Each check by itself: what one may not see keeps none of the others.
    private static func run(_ check: Check, _ connection: PostgresConnection) async throws -> [Finding] {
        do {
            return try await connection.perform { session in
                try session.transaction(TransactionOptions(readOnly: true, ignoresSessionSettings: true)) { session in
                    try check.run(session)
                }
            }
        } catch let error as PostgresError where error.kind == .server {
            let role = try await role(connection)
            return [
                Finding(
                    .notVisible, subject: check.subject, problem: "they cannot be looked at: \(error.message)",
                    repair: "tailrace doctor, as the role that ran `tailrace setup` and not as \(role)")
            ]
        }
    }

    private static func notExamined(
        _ error: PostgresError, _ connection: PostgresConnection
    ) async throws -> Finding {
        let role = try await role(connection)
        return Finding(
            .notExamined, subject: "installation", problem: "role \(role) may not look at it: \(error.message)",
            repair: "tailrace doctor, as the role that ran `tailrace setup`, or as one given to its --relay-role")
    }

    private static func role(_ connection: PostgresConnection) async throws -> String {
        SQLName.display(try await connection.query(PostgresStatement(Queries.currentRole.text)).single())
    }

    private static func installation(_ catalog: Catalog) -> [Finding] {
        var findings = catalog.missingObjects.map { name in
            Finding(
                .objectMissing, subject: "tailrace.\(name)", problem: "it is not there any more",
                repair: "tailrace uninstall, then tailrace setup: positions and stored changes are dropped")
        }
        if let obstacle = catalog.change.obstacle {
            findings.append(
                Finding(.otherCluster, subject: "source", problem: obstacle, repair: "tailrace re-anchor"))
        }
        return findings
    }
}
