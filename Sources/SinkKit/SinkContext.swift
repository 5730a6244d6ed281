import TailraceCore

/// What a sink knows of its surroundings.
public struct SinkContext: Sendable {
    /// The sink's name in the configuration.
    public let name: String
    /// The database that the changes come from.
    public let source: SourceIdentity
    /// The epochs that the source had before it was re-anchored: what was delivered then is its own too.
    public let formerEpochs: Set<String>
    /// Of the lease under which the sink is served: it grows with every new owner, so that what carries a lower one comes
    /// from a process that has lost the sink. Zero where there is no lease.
    public let epoch: Int64

    /// Makes a context.
    public init(name: String, source: SourceIdentity, formerEpochs: Set<String> = [], epoch: Int64 = 0) {
        self.name = name
        self.source = source
        self.formerEpochs = formerEpochs
        self.epoch = epoch
    }
}
