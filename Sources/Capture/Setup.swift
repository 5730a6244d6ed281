import Configuration
import PostgresClient
import TailraceCore
import TailraceSQL

/// Installs the capture, and brings it up to what the configuration asks for.
public struct Setup: Sendable {
    private let tables: [NamedValue<TableConfiguration>]
    private let sourceName: String?
    private let lockTimeout: Duration

    /// The oldest server that has what the outbox needs.
    static let oldestServerVersion = 140_000

    /// Describes what is wanted.
    /// - Parameters:
    ///   - tables: the configuration's tables.
    ///   - sourceName: the name in the events' ids; nil to keep the one there is, or take the database's.
    ///   - lockTimeout: how long to wait for a table's lock before giving up, so that the application does not queue
    ///     up behind.
    public init(tables: [NamedValue<TableConfiguration>], sourceName: String?, lockTimeout: Duration) {
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

    /// Does what has to be done, in one transaction.
    /// - Parameter willApply: is told the plan before it is carried out.
    /// - Returns: the plan that was carried out.
    /// - Throws: as ``plan(_:)``; nothing has been changed then.
    @discardableResult
    public func apply(
        _ connection: PostgresConnection, willApply: @Sendable (CapturePlan) -> Void = { _ in }
    ) async throws -> CapturePlan {
        try await connection.perform { session in
            try session.transaction { session in
                // The plan is made under the lock: a second setup sees what the first has done.
                try session.query(PostgresStatement(Queries.lockInstallation.text))
                let plan = try plan(session)
                willApply(plan)
                try session.query(
                    "select set_config('lock_timeout', $1, true)", [.text("\(lockTimeout.milliseconds)ms")])
                for step in plan.steps {
                    do throws(PostgresError) {
                        try session.execute(step.sql)
                    } catch {
                        throw CaptureError(step: step, error: error, lockTimeout: lockTimeout)
                    }
                }
                return plan
            }
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
                database's owner run "grant create on database \(server.database) to \(server.role)"
                """)
        }
        let selection = try TableSelection(tables, catalog: catalog)
        let refused = selection.tables.filter { table in
            catalog.relations.contains { $0.oid == table.oid && !$0.mayCreateTriggers }
        }
        guard refused.isEmpty else {
            let names = refused.map(\.name.description).joined(separator: ", ")
            throw CaptureError(
                """
                role \(server.role) may not create triggers on \(names); run setup as the tables' owner, or let the \
                owner run "grant trigger on \(names) to \(server.role)"
                """)
        }
        try checkConditions(selection.tables, session)
        return try CapturePlan(
            tables: selection.tables, sourceName: sourceName, catalog: catalog, session: session)
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
