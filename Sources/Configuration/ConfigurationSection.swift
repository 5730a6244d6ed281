/// A mapping of the configuration file with declared keys, and the value that is made of it.
///
///     struct Retry: ConfigurationSection {
///         static let title = "Retry"
///         static let doc = "How a failed delivery is tried again."
///         static let attempts = ConfigurationKey("attempts", .integer(1...100), default: 5, doc: "How often to try.")
///         static let keys: [any AnyConfigurationKey] = [attempts]
///
///         let attempts: Int
///
///         init(_ reader: SectionReader) throws(ConfigurationError) {
///             attempts = try reader.read(Self.attempts)
///         }
///     }
public protocol ConfigurationSection: Sendable {
    /// The section's heading in the reference, unique among all sections.
    static var title: String { get }
    /// What the section is for, in Markdown.
    static var doc: String { get }
    /// Every key of the section, in the order of the reference. A key that is not among them cannot be read.
    static var keys: [any AnyConfigurationKey] { get }

    /// Makes the value from keys that have been found right one by one.
    ///
    /// - Parameter reader: the values of the declared keys.
    /// - Throws: `ConfigurationError` where they do not fit together; see `SectionReader.error(_:at:)`.
    init(_ reader: SectionReader) throws(ConfigurationError)
}
