/// One thing that is wrong with a configuration.
public struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// Where it stands.
    public let place: ConfigurationPlace
    /// The full path of the key that it is about, such as `sinks.changes.path`; empty where it is about no key.
    public let keyPath: String
    /// What is wrong, and what is wanted instead.
    public let message: String

    /// A problem at `place`, about the key at `keyPath` (empty for none).
    public init(place: ConfigurationPlace, keyPath: String = "", message: String) {
        self.place = place
        self.keyPath = keyPath
        self.message = message
    }

    /// The problem on one line: `file:line:column: key.path: message`.
    public var description: String {
        keyPath.isEmpty ? "\(place): \(message)" : "\(place): \(keyPath): \(message)"
    }
}
