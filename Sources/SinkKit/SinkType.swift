import Configuration

/// A kind of sink: what the configuration's `type` selects.
///
/// The configuration itself is the type's section; it makes the sink.
public protocol SinkType: ConfigurationSection, Sendable {
    /// The value of `type` that selects this kind: a noun such as `file`.
    static var name: String { get }

    /// What this sink alone may write to, such as a file's path: two sinks that have the same are refused. Nil where sinks
    /// can share their destination.
    var exclusiveDestination: String? { get }

    /// Makes a sink, without touching its destination yet.
    /// - Parameter context: the sink's surroundings.
    func makeSink(_ context: SinkContext) -> any Sink
}

extension SinkType {
    /// Nothing: such sinks can share their destination.
    public var exclusiveDestination: String? { nil }
}
