import PostgresClient
import TailraceSQL

/// Removes everything that setup has installed.
public struct Uninstall: Sendable {
    private let lockTimeout: Duration

    /// Describes an uninstall.
    /// - Parameter lockTimeout: how long to wait for the tables' locks before giving up.
    public init(lockTimeout: Duration) {
        self.lockTimeout = lockTimeout
    }

    /// What there is to remove.
    public struct Inventory: Sendable {
        /// Tables with capture triggers.
        public let tables: [String]
        /// Changes stored in the outbox, counted up to a million.
        public let changes: Int64
        /// Sinks with a position.
        public let sinks: [String]
    }

    /// Looks at what there is.
    /// - Returns: nil when nothing is installed.
    /// - Throws: `PostgresError`.
    public func inventory(_ connection: PostgresConnection) async throws -> Inventory? {
        try await connection.perform { session -> Inventory? in
            let catalog = try Catalog.read(session)
            guard catalog.server.hasSchema else { return nil }
            guard catalog.migrations.contains(2) else { return Inventory(tables: [], changes: 0, sinks: []) }
            var sinks: [String] = []
            for row in try session.query(PostgresStatement(Queries.sinkNames.text)) {
                sinks.append(try row.get("name"))
            }
            return Inventory(
                tables: catalog.capturedTables.map(\.description),
                changes: try session.query(PostgresStatement(Queries.countOutbox.text), [1_000_000]).single(),
                sinks: sinks)
        }
    }

    /// Removes the schema, the triggers and everything in the outbox, in one transaction.
    /// - Throws: `CaptureError`, `PostgresError`; nothing has been changed then.
    public func apply(_ connection: PostgresConnection) async throws {
        do {
            try await PatientTransaction(patience: lockTimeout).run(connection) { session in
                do throws(PostgresError) {
                    try session.execute(Queries.dropSchema.text)
                } catch {
                    if error.sqlState == .lockNotAvailable { throw LockUnavailable(step: nil) }
                    throw error
                }
            }
        } catch is LockUnavailable {
            throw CaptureError(locked: "a captured table", for: lockTimeout)
        }
    }
}
