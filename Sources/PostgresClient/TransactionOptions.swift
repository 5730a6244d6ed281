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
    /// Whether names without a schema mean the system's own only. Otherwise whoever may create a function in the session's
    /// search path can have the transaction run it, with the rights of its role.
    public var systemNamesOnly: Bool

    /// Chooses how a transaction is opened.
    public init(isolation: Isolation? = nil, readOnly: Bool = false, systemNamesOnly: Bool = false) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.systemNamesOnly = systemNamesOnly
    }

    /// The statement that opens such a transaction.
    var begin: String {
        var modes: [String] = []
        if let isolation { modes.append("ISOLATION LEVEL \(isolation.rawValue)") }
        if readOnly { modes.append("READ ONLY") }
        let begin = modes.isEmpty ? "BEGIN" : "BEGIN \(modes.joined(separator: ", "))"
        return systemNamesOnly ? "\(begin); SET LOCAL search_path = pg_catalog, pg_temp" : begin
    }
}
