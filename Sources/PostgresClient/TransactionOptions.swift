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

    /// Chooses how a transaction is opened.
    public init(isolation: Isolation? = nil, readOnly: Bool = false) {
        self.isolation = isolation
        self.readOnly = readOnly
    }

    /// The statement that opens such a transaction.
    var begin: String {
        var modes: [String] = []
        if let isolation { modes.append("ISOLATION LEVEL \(isolation.rawValue)") }
        if readOnly { modes.append("READ ONLY") }
        return modes.isEmpty ? "BEGIN" : "BEGIN \(modes.joined(separator: ", "))"
    }
}
