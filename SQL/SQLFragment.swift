/// A piece of SQL that is safe to put into a text: a quoted identifier or literal, or an expression made of such.
public struct SQLFragment: Sendable {
    /// The piece.
    public let text: String

    /// Wraps a piece that has been quoted.
    public init(quoted text: String) {
        self.text = text
    }
}
