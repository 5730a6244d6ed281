import TailraceCore

/// The right to serve a sink.
public struct Lease: Sendable {
    /// The sink.
    public let sink: String
    /// Grows with every new owner. What carries an old epoch is refused.
    public let epoch: Int64
    /// How long it holds without being renewed.
    public let duration: Duration
}

/// A lease that has just been taken, and where the sink stood.
public struct Acquisition: Sendable {
    /// The lease.
    public let lease: Lease
    /// The sink's mark.
    public let position: Position
    /// Counts the sink's seeks and deliveries of changes kept aside.
    public let revision: Int64
    /// A position of the sink's own does not count when it is older than this revision.
    public let seekRevision: Int64
    /// The sink has changes up to here that the server may have lost; nil when there is no doubt.
    public let doubt: SequenceNumber?
}

/// Another relay serves the sink now.
public struct LeaseLost: Error, CustomStringConvertible {
    /// A sentence for people.
    public let description: String

    /// Describes how the lease was lost.
    public init(_ description: String) {
        self.description = description
    }
}
