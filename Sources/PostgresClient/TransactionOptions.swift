/// How a transaction is opened. What is left out is the server's default.
public struct TransactionOptions: Sendable, Hashable {
    /// SQL's isolation levels, as PostgreSQL has them.
    public enum Isolation: String, Sendable {
        /// Each statement sees what was committed before it began.
        case readCommitted = "READ COMMITTED"
        /// All statements see one snapshot.
        case repeatableRead = "REPEATABLE READ"
        /// As if the transactions ran one after another; some fail with 40001 and are to be run again.
        case serializable = "SERIALIZABLE"
    }

    /// The isolation level; nil is the server's default.
    public var isolation: Isolation?
    /// Whether the server refuses writes.
    public var readOnly: Bool
    /// Whether SQL means the same as in a session without settings of its own: literals are read, and identifiers
    /// written, as usual; and names without a schema mean the system's own only. Otherwise whoever may create a function
    /// in the session's search path can have the transaction run it, with the rights of its role.
    public var ignoresSessionSettings: Bool
    /// How long the server waits for the next statement before it rolls back and ends the session: a process that stands
    /// still, or that the network keeps away, must not hold its locks for ever.
    public var idleLimit: Duration

    /// Chooses how a transaction is opened.
    public init(
        isolation: Isolation? = nil, readOnly: Bool = false, ignoresSessionSettings: Bool = false,
        idleLimit: Duration = .seconds(5)
    ) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.ignoresSessionSettings = ignoresSessionSettings
        self.idleLimit = idleLimit
    }

    /// The statements that open such a transaction.
    var begin: String {
        var modes: [String] = []
        if let isolation { modes.append("ISOLATION LEVEL \(isolation.rawValue)") }
        if readOnly { modes.append("READ ONLY") }
        var statements = [modes.isEmpty ? "BEGIN" : "BEGIN \(modes.joined(separator: ", "))"]
        statements.append(
            "SET LOCAL idle_in_transaction_session_timeout = \(max(1, Int(idleLimit / .milliseconds(1))))")
        if ignoresSessionSettings { statements.append(Self.usualSettings) }
        return statements.joined(separator: "; ")
    }

    private static let usualSettings = """
        SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL standard_conforming_strings = on; \
        SET LOCAL quote_all_identifiers = off
        """
}
