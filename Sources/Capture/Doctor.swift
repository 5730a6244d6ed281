import Configuration
import PostgresClient
import TailraceCore
import TailraceSQL

/// Proves that the capture is whole, or says what is missing.
public struct Doctor: Sendable {
    private let setup: Setup
    private let sinks: [String]

    /// A transaction that is open for longer is worth a word.
    static let longTransaction = Duration.seconds(300)

    /// Describes what should be there.
    /// - Parameters:
    ///   - setup: what setup would be asked for.
    ///   - sinks: the names of the configured sinks.
    public init(_ setup: Setup, sinks: [String]) {
        self.setup = setup
        self.sinks = sinks
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
        let difference = try await setup.compare(connection)
        let plan = difference.plan
        let problems = difference.problems.map { problem in
            Finding(
                severity: .error, subject: problem.keyPath, problem: problem.message,
                consequence: "setup does nothing at all before that is mended", repair: "change \(problem.place)")
        }
        // What is to be removed may only be what a wrong entry means.
        let differences = plan.steps.filter { problems.isEmpty || $0.kind != .remove }.map(Self.finding)
        let rest = try await connection.perform { session in
            // Where nothing is installed there is nothing else to look at.
            let catalog = try Catalog.read(session)
            guard catalog.migrations.max() == Int32(Migration.newest) else { return [Finding]() }
            return try Self.cluster(catalog) + Self.sequences(session) + Self.earlyTriggers(session)
                + Self.defaultSegment(session) + sinks(session) + Self.transactions(session)
        }
        return Report(tables: plan.tables.map(\.description), findings: problems + differences + rest)
    }

    private static func finding(_ step: CapturePlan.Step) -> Finding {
        let subject = step.table?.description ?? "installation"
        switch step.kind {
        case .add:
            return Finding(
                severity: .error, subject: subject, problem: "\(step.title): missing",
                consequence: "its changes are not captured", repair: "tailrace setup")
        case .change:
            return Finding(
                severity: .error, subject: subject, problem: "\(step.title): not as the configuration asks for",
                consequence: "its changes are captured otherwise, or not at all", repair: "tailrace setup")
        case .remove:
            return Finding(
                severity: .warning, subject: subject, problem: step.title,
                consequence: "it costs the application time for nothing", repair: "tailrace setup")
        }
    }

    private static func cluster(_ catalog: Catalog) -> [Finding] {
        guard !catalog.isOwnCluster else { return [] }
        return [
            Finding(
                severity: .error, subject: "source", problem: "this database was restored into another cluster",
                consequence: "transaction ids have started over, so that the sinks' positions mean nothing",
                repair: "tailrace uninstall, then tailrace setup: positions and stored changes are dropped")
        ]
    }

    private static func sequences(_ session: PostgresSession) throws -> [Finding] {
        try session.query(PostgresStatement(Queries.doctorSequences.text)).map { row in
            let name: String = try row.get("name")
            return Finding(
                severity: .error, subject: "sequence tailrace.\(name)",
                problem: "it draws \(try row.get("cache_size", as: Int64.self)) numbers at a time",
                consequence: "two changes of one row can be numbered, and then delivered, in the wrong order",
                repair: "alter sequence tailrace.\(name) cache 1")
        }
    }

    private static func earlyTriggers(_ session: PostgresSession) throws -> [Finding] {
        try session.query(PostgresStatement(Queries.doctorEarlyTriggers.text)).map { row in
            let table = RelationName(schema: try row.get("schema_name"), name: try row.get("table_name"))
            let trigger: String = try row.get("trigger_name")
            return Finding(
                severity: .error, subject: table.description,
                problem: "the trigger \(trigger) fires before the capture trigger",
                consequence: "when it changes the row again, the two changes are captured in the wrong order",
                repair: "give it a name that begins with a lower-case letter: alter trigger … on … rename to …")
        }
    }

    private static func defaultSegment(_ session: PostgresSession) throws -> [Finding] {
        let row = try session.query(PostgresStatement(Queries.doctorDefaultSegment.text))[0]
        guard try row.get("has_rows") else { return [] }
        return [
            Finding(
                severity: .warning, subject: "outbox",
                problem: "changes are in the default segment: the pointer named a segment that is not there",
                consequence: "they are delivered as all others, but not given back by retention",
                repair: "set it right: select setval('tailrace.current_segment', 1)")
        ]
    }

    private func sinks(_ session: PostgresSession) throws -> [Finding] {
        var findings: [Finding] = []
        for row in try session.query(PostgresStatement(Queries.doctorSinks.text)) {
            let name: String = try row.get("name")
            if !sinks.contains(name) {
                findings.append(
                    Finding(
                        severity: .warning, subject: "sink \(name)", problem: "the configuration does not name it",
                        consequence: "its position stays, and changes that it has not been given are kept for it",
                        repair: "name it again, or forget it: delete from tailrace.sink where name = …"))
            }
            if try row.get("is_abandoned") {
                findings.append(
                    Finding(
                        severity: .warning, subject: "sink \(name)", problem: "the relay that served it has died",
                        consequence: "nothing is delivered, and the outbox grows", repair: "tailrace run"))
            }
            if let error = try row.get("error", as: String?.self) {
                findings.append(
                    Finding(
                        severity: .warning, subject: "sink \(name)", problem: error,
                        consequence: "nothing is delivered until that is over, and the outbox grows",
                        repair: "see what it says"))
            }
        }
        return findings
    }

    private static func transactions(_ session: PostgresSession) throws -> [Finding] {
        try session.query(
            PostgresStatement(Queries.doctorTransactions.text), [.double(longTransaction.seconds)]
        ).map { row in
            let minutes = Int(try row.get("seconds", as: Double.self) / 60)
            return Finding(
                severity: .warning, subject: "transaction \(try row.get("transaction", as: String.self))",
                problem: "it has been open for \(minutes) minutes",
                consequence: "what it changed cannot be delivered before it ends, and dead rows cannot be removed",
                repair: "end it: commit, roll back, or pg_terminate_backend")
        }
    }
}
