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

    /// Chooses how a transaction is opened.
    public init(isolation: Isolation? = nil, readOnly: Bool = false, ignoresSessionSettings: Bool = false) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.ignoresSessionSettings = ignoresSessionSettings
    }

    /// The statement that opens such a transaction.
    var begin: String {
        var modes: [String] = []
        if let isolation { modes.append("ISOLATION LEVEL \(isolation.rawValue)") }
        if readOnly { modes.append("READ ONLY") }
        let begin = modes.isEmpty ? "BEGIN" : "BEGIN \(modes.joined(separator: ", "))"
        return ignoresSessionSettings ? "\(begin); \(Self.usualSettings)" : begin
    }

    private static let usualSettings = """
        SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL standard_conforming_strings = on; \
        SET LOCAL quote_all_identifiers = off
        """
}
