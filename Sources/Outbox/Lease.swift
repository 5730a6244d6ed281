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
