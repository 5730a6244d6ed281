/// What went wrong in a connection to PostgreSQL, or in using it.
public struct PostgresError: Error, Sendable {
    /// The sort of failure. A struct, so that a new sort breaks no caller's `switch`.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The kind in words.
        public let rawValue: String

        /// Names a kind.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// No server could be reached, or no protocol agreed on: network, name, port, time-out, TLS.
        public static let connectionFailed = Kind(rawValue: "connection failed")
        /// A server was reached and refused the connection: ``PostgresError/sqlState`` says why.
        public static let connectionRejected = Kind(rawValue: "connection rejected")
        /// An open connection broke. Whether the statement under way took effect is not known.
        public static let connectionLost = Kind(rawValue: "connection lost")
        /// The server refused a statement; the connection is good.
        public static let server = Kind(rawValue: "server error")
        /// A transaction was to be committed, and the server rolled it back.
        public static let rolledBack = Kind(rawValue: "rolled back")
        /// A value in a result is not of the type that was asked for.
        public static let decoding = Kind(rawValue: "decoding")
        /// The connection string cannot be understood.
        public static let invalidSettings = Kind(rawValue: "invalid settings")
        /// The caller asked for something that cannot be done; nothing was sent.
        public static let invalidUse = Kind(rawValue: "invalid use")
        /// The connection was closed by this program.
        public static let closed = Kind(rawValue: "closed")
        /// The task was cancelled.
        public static let cancelled = Kind(rawValue: "cancelled")
    }

    /// The sort of failure.
    public var kind: Kind
    /// The server's code, where the server answered.
    public var sqlState: SQLState?
    /// What happened, on one line.
    public var message: String
    /// More about it, from the server.
    public var detail: String?
    /// What to do about it, from the server.
    public var hint: String?
    /// Where in a function or trigger it happened, from the server.
    public var context: String?
    /// The schema of the object in question.
    public var schema: String?
    /// The table in question.
    public var table: String?
    /// The column in question.
    public var column: String?
    /// The constraint in question.
    public var constraint: String?
    /// The place in the SQL text, in characters, counted from 1.
    public var position: Int?

    /// Makes an error; what only a server can tell is left empty.
    public init(_ kind: Kind, _ message: String, sqlState: SQLState? = nil) {
        self.kind = kind
        self.message = message
        self.sqlState = sqlState
    }

    /// Whether the same work may well succeed later, with nobody changing anything.
    public var isTransient: Bool {
        switch kind {
        case .connectionFailed, .connectionLost: true
        default: sqlState?.isTransient ?? false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// The error on one line: `message (SQLSTATE 42P01). Detail: … Hint: …`.
    public var description: String {
        var sentences = [message.asSentence]
        if let sqlState { sentences[0] += " (SQLSTATE \(sqlState.rawValue))" }
        if let detail { sentences.append("Detail: \(detail.asSentence)") }
        if let hint { sentences.append("Hint: \(hint.asSentence)") }
        return sentences.joined(separator: ". ")
    }
}

extension String {
    /// The text on one line, without the full stop at its end.
    var asSentence: String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }
}
