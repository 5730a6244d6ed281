/// A declared key of any type of value. `ConfigurationKey` is the only one.
public protocol AnyConfigurationKey: Sendable {
    /// The key without the type of its value.
    var declaration: KeyDeclaration { get }
}
