/// What is declared of a key: all that the reference shows, and how it is read.
public struct KeyDeclaration: Sendable {
    /// The name in the file.
    public let name: String
    /// The kind of its value in a word or two.
    public let kind: String
    /// Which values are allowed; nil where the kind says it all.
    public let allowed: String?
    /// What the key is for, in Markdown.
    public let doc: String
    /// What applies where the key is left out.
    public let absence: Absence
    let nested: [NestedSection]
    let read: @Sendable (ConfigurationNode, ReadingContext) throws(ConfigurationError) -> any Sendable
    let readAbsent: @Sendable (TextPosition, ReadingContext) throws(ConfigurationError) -> any Sendable

    /// What applies where a key is left out.
    public enum Absence: Sendable, Hashable {
        /// The key cannot be left out.
        case required
        /// Nothing: the value is nil or empty, or each key inside it has its own default.
        case nothing
        /// This value, as it would be written.
        case value(String)
    }
}
