import TailraceCore

/// What a sink knows of its surroundings.
public struct SinkContext: Sendable {
    /// The sink's name in the configuration.
    public let name: String
    /// The database that the changes come from.
    public let source: SourceIdentity

    /// Makes a context.
    public init(name: String, source: SourceIdentity) {
        self.name = name
        self.source = source
    }
}
