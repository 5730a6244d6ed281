import Configuration
import PostgresClient
import TailraceCore
import TailraceSQL

/// Installs the capture, and brings it up to what the configuration asks for.
public struct Setup: Sendable {
    private let tables: [NamedValue<TableConfiguration>]
    private let sourceName: String?
    private let lockTimeout: Duration
    private let mayRemoveAll: Bool

    /// The oldest server that has what the outbox needs.
    static let oldestServerVersion = 140_000

    /// Describes what is wanted.
    /// - Parameters:
    ///   - tables: the configuration's tables.
    ///   - sourceName: the name in the events' ids; nil to keep the one there is, or take the database's.
    ///   - lockTimeout: how long to wait for a table's lock before giving up, so that the application does not queue
    ///     up behind.
    ///   - mayRemoveAll: whether no table at all is what is wanted, and not a mistake, where some are captured.
    public init(
        tables: [NamedValue<TableConfiguration>], sourceName: String?, lockTimeout: Duration, mayRemoveAll: Bool = false
    ) {
        self.mayRemoveAll = mayRemoveAll
        self.tables = tables
        self.sourceName = sourceName
        self.lockTimeout = lockTimeout
    }

    /// Says what would have to be done, and changes nothing.
    /// - Throws: `PostgresError`, `ConfigurationError` for tables that cannot be captured, `CaptureError`.
    public func plan(_ connection: PostgresConnection) async throws -> CapturePlan {
        try await connection.perform { session in
            try session.transaction(TransactionOptions(isolation: .repeatableRead, readOnly: true)) { session in
                try plan(session)
            }
        }
    }

    /// What differs, as far as it can be told where some entries of the configuration are wrong.
    struct Difference: Sendable {
        let plan: CapturePlan
        let problems: [ConfigurationProblem]
    }

    /// Compares as far as possible, for doctor.
    func compare(_ connection: PostgresConnection) async throws -> Difference {
        try await connection.perform { session in
            try session.transaction(TransactionOptions(isolation: .repeatableRead, readOnly: true)) { session in
                let catalog = try Catalog.read(session)
                let selection = TableSelection(tables, catalog: catalog)
                return Difference(
                    plan: try CapturePlan(
                        tables: selection.tables, sourceName: catalog.sourceName, catalog: catalog, session: session),
                    problems: selection.problems)
            }
        }
    }

    /// Does what has to be done, in one transaction.
    /// - Parameter willApply: is told the plan before it is carried out; again when it had to begin anew.
    /// - Returns: the plan that was carried out.
    /// - Throws: as ``plan(_:)``; nothing has been changed then.
    @discardableResult
    public func apply(
        _ connection: PostgresConnection, willApply: @Sendable (CapturePlan) -> Void = { _ in }
    ) async throws -> CapturePlan {
        do {
            return try await PatientTransaction(patience: lockTimeout).run(connection) { session in
                // The plan is made under the lock: a second setup sees what the first has done.
                let plan = try plan(session)
                willApply(plan)
                for step in plan.steps {
                    do throws(PostgresError) {
                        try session.execute(step.sql)
                    } catch {
                        if error.sqlState == .lockNotAvailable { throw LockUnavailable(step: step) }
                        throw CaptureError("\(step.title): \(error)")
                    }
                }
                return plan
            }
        } catch let error as LockUnavailable {
            throw CaptureError(locked: error.step?.table?.description ?? "a table", for: lockTimeout)
        }
    }

    private func plan(_ session: PostgresSession) throws -> CapturePlan {
        let catalog = try Catalog.read(session)
        let server = catalog.server
        guard server.versionNumber >= Self.oldestServerVersion else {
            throw CaptureError("this is PostgreSQL \(server.version); Tailrace needs version 14 or newer")
        }
        guard !server.isReplica else {
            throw CaptureError(
                "this server is a replica, where nothing can be installed; connect to the primary")
        }
        if let newest = catalog.migrations.max(), newest > Migration.newest {
            throw CaptureError(
                """
                the schema tailrace has version \(newest), and this program knows only version \(Migration.newest); \
                use a newer Tailrace
                """)
        }
        guard server.hasSchema || server.mayCreateSchemas else {
            throw CaptureError(
                """
                role \(server.role) may not create the schema tailrace in database \(server.database); let the \
                database's owner run "grant create on database \(SQLName.display(server.database)) to \(SQLName.display(server.role))"
                """)
        }
        // Whoever owns the schema can replace what the triggers run with the rights of whoever runs setup.
        guard !server.hasSchema || server.schemaOwner == server.role else {
            throw CaptureError(
                """
                the schema tailrace belongs to role \(server.schemaOwner); run setup as that role, or have it removed \
                when it is not Tailrace's
                """)
        }
        let selection = TableSelection(tables, catalog: catalog)
        if let first = selection.problems.first {
            throw ConfigurationError(first, Array(selection.problems.dropFirst()))
        }
        try check(selection, catalog)
        try checkConditions(selection.tables, session)
        return try CapturePlan(
            tables: selection.tables, sourceName: sourceName, catalog: catalog, session: session)
    }

    private func check(_ selection: TableSelection, _ catalog: Catalog) throws(CaptureError) {
        let server = catalog.server
        let captured = Set(catalog.triggers.map(\.table)).sorted().map(\.description)
        guard !selection.tables.isEmpty || captured.isEmpty || mayRemoveAll else {
            throw CaptureError(
                """
                the configuration names no table, which would end the capture of \(captured.joined(separator: ", ")); \
                add --remove-all if that is meant
                """)
        }
        if let installed = catalog.sourceName, let sourceName, installed != sourceName {
            throw CaptureError(
                """
                the source was installed as \(installed) and the configuration says \(sourceName): the ids of events \
                begin with the name, and an id never changes. Write `source: \(installed)`, or start anew with \
                `tailrace uninstall` and `tailrace setup`
                """)
        }
        guard catalog.isOwnCluster else {
            throw CaptureError(
                """
                this database was restored into another cluster: its transaction ids have started over, and the stored \
                positions mean nothing here. Start anew with `tailrace uninstall` and `tailrace setup`, which drops the \
                positions and the stored changes
                """)
        }
        let refused = selection.tables.filter { table in
            catalog.relations.contains { $0.oid == table.oid && !$0.mayCreateTriggers }
        }
        guard refused.isEmpty else {
            let names = refused.map(\.name.description).joined(separator: ", ")
            throw CaptureError(
                """
                role \(server.role) may not create triggers on \(names); run setup as the tables' owner, or let the \
                owner run "grant trigger on \(names) to \(SQLName.display(server.role))"
                """)
        }
    }

    private func checkConditions(_ tables: [CapturedTable], _ session: PostgresSession) throws {
        for table in tables {
            guard let when = table.when else { continue }
            do {
                try CaptureScript(session: session).checkCondition(when, of: table)
            } catch {
                guard error.kind == .server else { throw error }
                throw CaptureError(
                    "the condition `when` of \(table.name) cannot be evaluated: \(error.message); it reads: \(when)")
            }
        }
    }
}
