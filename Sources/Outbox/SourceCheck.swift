import PostgresClient
import TailraceCore
import TailraceSQL

/// Makes sure that the database is one that this program can serve.
public enum SourceCheck {
    /// What the database says of itself.
    public struct Finding: Sendable {
        /// The source's identity.
        public let identity: SourceIdentity
        /// The epochs that the identity had before.
        public let formerEpochs: Set<String>
        /// The history that was noted last.
        public let noted: SourceHistory
        /// The history that the server is in now.
        public let present: SourceHistory
        /// What the server shows now.
        public let snapshot: Snapshot
        /// What has become of the source since.
        public let change: SourceChange
    }

    /// Reads the source's identity.
    /// - Throws: `SourceProblem` when nothing is installed, when the versions do not fit, or when the outbox was
    ///   brought into another cluster or database; `PostgresError`.
    public static func identify(_ database: PostgresDatabase) async throws -> SourceIdentity {
        try await database.perform { session in try identify(session) }
    }

    /// The same, on a connection in hand.
    /// - Throws: as ``identify(_:)-(PostgresDatabase)``.
    public static func identify(_ session: PostgresSession) throws -> SourceIdentity {
        try examine(session).identity
    }

    /// Reads all that identifies the source.
    /// - Throws: as ``identify(_:)-(PostgresDatabase)``.
    public static func examine(_ session: PostgresSession) throws -> Finding {
        let finding = try inspect(session)
        if let obstacle = finding.change.obstacle { throw SourceProblem(obstacle) }
        return finding
    }

    /// Reads all that identifies the source, whatever has become of it.
    /// - Throws: `SourceProblem` when nothing is installed, or when the versions do not fit; `PostgresError`.
    static func inspect(_ session: PostgresSession) throws -> Finding {
        let versions = try explaining { () throws(PostgresError) in
            try session.query(PostgresStatement(Queries.schemaVersion.text))
        }
        guard let version = versions.first else {
            throw SourceProblem("the schema tailrace is there without its source; run `tailrace setup` again")
        }
        try check(schemaVersion: Int(version.get("schema_version", as: Int32.self)))
        let row = try explaining { () throws(PostgresError) in
            try session.query(PostgresStatement(Queries.source.text))[0]
        }
        let noted = try SourceHistory(row.get("history", as: String.self))
        let present = try SourceHistory(row.get("present", as: String.self))
        let former: String = try row.get("former_epochs")
        return Finding(
            identity: SourceIdentity(name: try row.get("name"), epoch: try row.get("epoch")),
            formerEpochs: Set(former.dropFirst().dropLast().split(separator: ",").map(String.init)),
            noted: noted, present: present, snapshot: try Snapshot(row.get("snapshot", as: String.self)),
            change: SourceChange(from: noted, to: present, isPhysical: try row.get("is_physical")))
    }

    private static func explaining<T>(_ body: () throws(PostgresError) -> T) throws -> T {
        do {
            return try body()
        } catch {
            switch error.sqlState {
            case .undefinedTable, .undefinedSchema:
                throw SourceProblem("Tailrace is not installed in this database; run `tailrace setup` first")
            case .undefinedFunction:
                throw SourceProblem("a function of the schema tailrace is missing; run `tailrace setup` again")
            case .insufficientPrivilege:
                throw SourceProblem(
                    """
                    this role may not use the schema tailrace (\(error.message)); connect as the role that ran \
                    `tailrace setup`, or let that role run it with --relay-role and this role's name
                    """)
            default:
                throw error
            }
        }
    }

    /// Makes sure that this program knows the schema.
    static func check(schemaVersion: Int) throws(SourceProblem) {
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
                """, isFinal: true)
        }
    }
}

/// Why a database cannot be served, and what to do about it.
public struct SourceProblem: Error, CustomStringConvertible {
    /// A sentence for people.
    public let description: String
    /// Whether the server has gone back behind a position.
    public let isBackInTime: Bool

    /// Another installation has taken the place of the one that a relay was started for.
    public static let otherSource = SourceProblem(
        "the database is not the one that this relay was started for any more; start the relay again")

    /// The server knows less than a position does.
    static func backInTime(from position: Snapshot, to server: Snapshot) -> SourceProblem {
        SourceProblem(
            """
            the database has gone back in time: the position knows of transactions up to \(position.xmax), and the \
            server only up to \(server.xmax). It was restored to an earlier point, or a replica that lagged behind took \
            over. Changes may have been delivered that the database does not have any more; `tailrace re-anchor` shows \
            what would be sent again, and goes on
            """, isBackInTime: true)
    }

    /// A sink has more than the database can vouch for.
    /// - Parameter seq: the highest sequence number that the sink has.
    public static func doubt(upTo seq: SequenceNumber) -> SourceProblem {
        SourceProblem(
            """
            the server goes on from a branch of its history (a replica was promoted, or it was restored to a point in \
            time), and the sink has changes up to seq \(seq) that the server may have lost. Nothing is delivered until \
            somebody decides: `tailrace re-anchor` shows what would be sent again, and goes on
            """)
    }

    /// Whether nothing but another program can help: one that runs has to stop.
    public let isFinal: Bool

    /// Describes a problem.
    public init(_ description: String, isFinal: Bool = false) {
        self.init(description, isFinal: isFinal, isBackInTime: false)
    }

    private init(_ description: String, isFinal: Bool = false, isBackInTime: Bool) {
        self.description = description
        self.isFinal = isFinal
        self.isBackInTime = isBackInTime
    }
}
