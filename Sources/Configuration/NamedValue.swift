/// A value under a name that the user chose, and where it stands.
public struct NamedValue<Value: Sendable>: Sendable {
    /// The name as it is written.
    public let name: String
    /// The value under it.
    public let value: Value
    /// Where the name stands.
    public let place: ConfigurationPlace
    /// The full path of the name, such as `sinks.changes`.
    public let keyPath: String

    /// A problem with this value that only its user can see, such as a table that the database does not have.
    public func problem(_ message: String) -> ConfigurationProblem {
        ConfigurationProblem(place: place, keyPath: keyPath, message: message)
    }
}
