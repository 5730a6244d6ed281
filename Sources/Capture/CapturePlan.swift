import PostgresClient
import TailraceCore
import TailraceSQL

/// What has to be done so that the database has what the configuration asks for.
public struct CapturePlan: Sendable {
    /// What has to be done, in order. Nothing when everything is in place.
    public let steps: [Step]
    /// The tables that are captured once it is done.
    public let tables: [RelationName]
    /// What setup cannot mend and somebody should know.
    public let warnings: [Finding]

    /// One thing to do.
    public struct Step: Sendable {
        /// Whether something is added, changed or taken away.
        public let kind: Kind
        /// What, for people.
        public let title: String
        /// The statements.
        public let sql: String
        /// The table whose lock the statements need.
        public let table: RelationName?
        /// What differs, one thing or several.
        public let discrepancies: [Discrepancy]

        /// What differs, for people; nothing where the title says it.
        public var details: [String] { kind == .change ? discrepancies.map(\.problem) : [] }

        /// Whether something is added, changed or taken away.
        public enum Kind: Character, Sendable {
            /// Something new.
            case add = "+"
            /// Something that differs.
            case change = "~"
            /// Something that is not wanted any more.
            case remove = "-"
        }
    }

    /// The whole plan as one script, such as a database administrator would run.
    public func script(lockTimeout: Duration) -> String {
        let header = """
            begin;

            \(Queries.lockInstallation.text)
            set local lock_timeout = '\(lockTimeout.milliseconds)ms';
            \(Queries.keepToItself.text)

            """
        let body = steps.map { step in
            // A name may hold a line break, behind which the comment would be over.
            let lines = [step.title] + step.details.map { "  \($0)" }
            let comment = lines.map { "-- " + $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
            return "\(comment.joined(separator: "\n"))\n\(step.sql.trimmed)\n"
        }
        return header + "\n" + body.joined(separator: "\n") + "\ncommit;\n"
    }

    /// Compares what is there with what is wanted.
    init(
        tables: [CapturedTable], templates: [TablePattern: CaptureTemplate]?, sourceName: String?,
        relayRoles: [String]? = nil, catalog: Catalog, session: PostgresSession
    ) throws(PostgresError) {
        let wanted = Set(tables.flatMap { table in table.events.map(table.functionName) })
        var planner = Planner(
            catalog: catalog, script: CaptureScript(session: session), wanted: wanted,
            partitioned: tables.filter(\.isPartitioned))
        try planner.planSchema()
        try planner.plan(SharedFunctions.all)
        try planner.planSource(sourceName ?? catalog.sourceName ?? catalog.server.database)
        try planner.planRemovals(keeping: tables)
        for table in tables {
            try planner.planCapture(of: table)
        }
        try planner.planSchemaChanges(templates)
        planner.planDamage()
        try planner.planRelayRoles(relayRoles ?? catalog.relayRoles.map(\.name))
        try planner.lockWritersFirst()
        steps = planner.steps
        self.tables = tables.map(\.name)
        warnings = Inheritance.warnings(of: tables, in: catalog)
    }
}

extension String {
    fileprivate var trimmed: Substring {
        self[...].trimmingPrefix(while: \.isNewline)
    }

    /// The text between the first two occurrences of a mark.
    fileprivate func components(betweenPairsOf mark: String) -> String? {
        guard let start = firstRange(of: mark), let end = self[start.upperBound...].firstRange(of: mark) else {
            return nil
        }
        return String(self[start.upperBound..<end.lowerBound])
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
