/// A stored or given text that does not have the form of what it should be.
public struct MalformedValue: Error, Equatable, Sendable, CustomStringConvertible {
    /// What the text should have been, such as "snapshot".
    public let type: String
    /// The text itself.
    public let text: String

    /// Describes a text that could not be understood.
    public init(type: String, text: String) {
        self.type = type
        self.text = text
    }

    /// A sentence for people.
    public var description: String { "'\(text)' is not a \(type)" }
}
