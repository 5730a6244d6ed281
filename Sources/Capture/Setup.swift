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
    private let relayRoles: [String]?
    private let capturesDDL: Bool

    /// The oldest server that has what the outbox needs.
    static let oldestServerVersion = 140_000

    /// Describes what is wanted.
    /// - Parameters:
    ///   - tables: the configuration's tables.
    ///   - sourceName: the name in the events' ids; nil to keep the one there is, or take the database's.
    ///   - lockTimeout: how long to wait for a table's lock before giving up, so that the application does not queue
    ///     up behind.
    ///   - mayRemoveAll: whether no table at all is what is wanted, and not a mistake, where some are captured.
    ///   - relayRoles: the roles that get the relay's rights, and no others; nil to keep those there are.
    ///   - capturesDDL: whether event triggers capture schema changes, and new tables at once.
    public init(
        tables: [NamedValue<TableConfiguration>], sourceName: String?, lockTimeout: Duration,
        mayRemoveAll: Bool = false, relayRoles: [String]? = nil, capturesDDL: Bool = false
    ) {
        self.capturesDDL = capturesDDL
        self.mayRemoveAll = mayRemoveAll
        self.relayRoles = relayRoles
        self.tables = tables
        self.sourceName = sourceName
        self.lockTimeout = lockTimeout
    }

    /// Says what would have to be done, and changes nothing.
    /// - Throws: `PostgresError`, `ConfigurationError` for tables that cannot be captured, `CaptureError`.
    public func plan(_ connection: PostgresConnection) async throws -> CapturePlan {
        try await connection.perform { session in
            try session.transaction(.planning(.repeatableRead, readOnly: true)) { session in
                try plan(session)
            }
        }
    }

    /// What differs, as far as it can be told where some entries of the configuration are wrong.
    struct Difference: Sendable {
        let catalog: Catalog
        let plan: CapturePlan
        let problems: [ConfigurationProblem]
    }

    /// Compares as far as possible, for doctor.
    func compare(_ connection: PostgresConnection) async throws -> Difference {
        try await connection.perform { session in
            try session.transaction(.planning(.repeatableRead, readOnly: true)) { session in
                let catalog = try Catalog.read(session)
                let selection = try selection(catalog, session, mayBeBlind: true)
                return Difference(
                    catalog: catalog,
                    plan: try CapturePlan(
                        tables: selection.tables, templates: templates(session), sourceName: catalog.sourceName,
                        catalog: catalog, session: session),
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
                try session.execute(Queries.keepToItself.text)
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
        guard catalog.missingObjects.isEmpty else {
            throw CaptureError(
                """
                somebody has dropped \(catalog.missingObjects.map { "tailrace.\($0)" }.joined(separator: ", ")), so that \
                positions and changes do not fit together any more. Start anew with `tailrace uninstall` and \
                `tailrace setup`, which drops the positions and the stored changes
                """)
        }
        let selection = try selection(catalog, session)
        if let first = selection.problems.first {
            throw ConfigurationError(first, Array(selection.problems.dropFirst()))
        }
        try check(selection, catalog)
        try checkRelayRoles(session)
        return try CapturePlan(
            tables: selection.tables, templates: templates(session), sourceName: sourceName, relayRoles: relayRoles,
            catalog: catalog, session: session)
    }

    /// The tables that are meant, and what is wrong with them, their conditions included.
    /// - Parameter mayBeBlind: a condition that this role may not plan is passed over, as for a relay's role, which has no
    ///   right on the tables.
    private func selection(
        _ catalog: Catalog, _ session: PostgresSession, mayBeBlind: Bool = false
    ) throws -> TableSelection {
        var selection = TableSelection(tables, catalog: catalog)
        let script = CaptureScript(session: session)
        try selection.refuseConditions { table, when in
            // A statement that fails ends the transaction, but for a savepoint.
            try session.execute("savepoint condition")
            do throws(PostgresError) {
                try script.checkCondition(when, of: table)
                return nil
            } catch {
                guard error.kind == .server else { throw error }
                try session.execute("rollback to savepoint condition")
                return mayBeBlind && error.sqlState == .insufficientPrivilege ? nil : error.message
            }
        }
        return selection
    }

    private func checkRelayRoles(_ session: PostgresSession) throws {
        for role in relayRoles ?? [] {
            let isThere: Bool = try session.query(PostgresStatement(Queries.roleExists.text), [.text(role)]).single()
            guard isThere else {
                throw CaptureError(
                    "there is no role \(SQLName.display(role)) to give the relay's rights to; make it with "
                        + "\"create role \(SQLName.display(role)) login\"")
            }
        }
    }

    /// What the event triggers need; nil without them.
    private func templates(_ session: PostgresSession) throws -> [TablePattern: CaptureTemplate]? {
        guard capturesDDL else { return nil }
        var templates: [TablePattern: CaptureTemplate] = [:]
        for entry in tables {
            if let pattern = try? TablePattern(entry.name) {
                templates[pattern] = try CaptureTemplate(entry.value, session)
            }
        }
        return templates
    }

    private func check(_ selection: TableSelection, _ catalog: Catalog) throws(CaptureError) {
        let server = catalog.server
        let captured = catalog.capturedTables.map(\.description)
        guard !selection.tables.isEmpty || captured.isEmpty || mayRemoveAll else {
            throw CaptureError(
                """
                the configuration names no table, which would end the capture of \(captured.joined(separator: ", ")); \
                add --remove-all if that is meant
                """)
        }
        guard !capturesDDL || server.mayCreateEventTriggers || SchemaChangePlan.isInstalled(in: catalog) else {
            throw CaptureError(
                """
                role \(server.role) may not create event triggers, which `capture_ddl: true` needs; run setup as a \
                superuser (or what your provider has in its place), or leave capture_ddl out: then run setup after \
                schema changes
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
        if let obstacle = catalog.change.obstacle { throw CaptureError(obstacle) }
        let refused = selection.tables.flatMap { table in
            catalog.relations.filter { $0.oid == table.oid }
                + (table.truncate == .ignore ? [] : catalog.parts(of: table.oid))
        }.filter { !$0.mayCreateTriggers }
        guard refused.isEmpty else {
            let names = refused.map(\.name.description).joined(separator: ", ")
            throw CaptureError(
                """
                role \(server.role) may not create triggers on \(names); run setup as the tables' owner, or let the \
                owner run "grant trigger on \(names) to \(SQLName.display(server.role))"
                """)
        }
    }
}
