/// A message that the server sends beside a statement's result: a notice, a warning, the output of RAISE.
public struct PostgresNotice: Sendable, CustomStringConvertible {
    /// What is done with a notice. Called on the connection's thread, in the middle of a statement: be brief.
    public typealias Handler = @Sendable (PostgresNotice) -> Void

    /// DEBUG, LOG, INFO, NOTICE or WARNING, in English whatever the server's language.
    public let severity: String
    /// The server's code for the condition.
    public let sqlState: SQLState?
    /// The message itself.
    public let message: String
    /// More about it.
    public let detail: String?
    /// What to do about it.
    public let hint: String?

    init(_ fields: ServerFields) {
        severity = fields.severity ?? "NOTICE"
        sqlState = fields.sqlState
        message = fields.message
        detail = fields.detail
        hint = fields.hint
    }

    /// The notice on one line.
    public var description: String {
        var sentences = ["\(severity): \(message.asSentence)"]
        if let detail { sentences.append("Detail: \(detail.asSentence)") }
        if let hint { sentences.append("Hint: \(hint.asSentence)") }
        return sentences.joined(separator: ". ")
    }
}
