import PostgresClient
import TailraceCore
import TailraceSQL

/// Makes sure that the database is one that this program can serve.
public enum SourceCheck {
    /// Reads the source's identity.
    /// - Throws: `SourceProblem` when nothing is installed, when the versions do not fit, or when the outbox was
    ///   brought into another cluster; `PostgresError`.
    public static func identify(_ database: PostgresDatabase) async throws -> SourceIdentity {
        try await database.perform { session in try identify(session) }
    }

    /// The same, on a connection in hand.
    /// - Throws: as ``identify(_:)-(PostgresDatabase)``.
    public static func identify(_ session: PostgresSession) throws -> SourceIdentity {
        let rows = try readSource(session)
        guard let row = rows.first else {
            throw SourceProblem("the schema tailrace is there without its source; run `tailrace setup` again")
        }
        try check(schemaVersion: Int(row.get("schema_version", as: Int32.self)))
        guard
            try row.get("system_identifier", as: Int64.self) == row.get("cluster_identifier", as: Int64.self)
        else {
            throw SourceProblem(
                """
                this database was restored into another cluster: its transaction ids have started over, and the \
                stored positions mean nothing here. Start anew with `tailrace uninstall` and `tailrace setup`, \
                which drops the positions and the stored changes
                """)
        }
        return SourceIdentity(name: try row.get("name"), epoch: try row.get("epoch"))
    }

    private static func readSource(_ session: PostgresSession) throws -> PostgresResult {
        do {
            return try session.query(PostgresStatement(Queries.source.text))
        } catch {
            switch error.sqlState {
            case .undefinedTable, .undefinedSchema:
                throw SourceProblem("Tailrace is not installed in this database; run `tailrace setup` first")
            case .insufficientPrivilege:
                throw SourceProblem(
                    """
                    this role may not use the schema tailrace (\(error.message)); connect as the role that ran \
                    `tailrace setup`
                    """)
            default:
                throw error
            }
        }
    }

    private static func check(schemaVersion: Int) throws(SourceProblem) {
        if schemaVersion < Migration.newest {
            throw SourceProblem(
                """
                the schema tailrace has version \(schemaVersion) and this program needs version \
                \(Migration.newest); run `tailrace setup`, which brings it up
                """)
        }
        if schemaVersion > Migration.newest {
            throw SourceProblem(
                """
                the schema tailrace has version \(schemaVersion) and this program knows only version \
                \(Migration.newest); use a newer Tailrace
                """)
        }
    }
}

/// Why a database cannot be served, and what to do about it.
public struct SourceProblem: Error, CustomStringConvertible {
    /// A sentence for people.
    public let description: String

    /// Another installation has taken the place of the one that a relay was started for.
    public static let otherSource = SourceProblem(
        "the database is not the one that this relay was started for any more; start the relay again")

    /// The server knows less than a position does.
    static func backInTime(from position: Snapshot, to server: Snapshot) -> SourceProblem {
        SourceProblem(
            """
            the database has gone back in time: the position knows of transactions up to \(position.xmax), and the \
            server only up to \(server.xmax). It was restored to an earlier point, or a replica that lagged behind took \
            over. Changes may have been delivered that the database does not have any more; start anew with \
            `tailrace uninstall` and `tailrace setup`
            """)
    }

    /// Describes a problem.
    public init(_ description: String) {
        self.description = description
    }
}
