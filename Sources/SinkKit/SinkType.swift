import Configuration

/// A kind of sink: what the configuration's `type` selects.
///
/// The configuration itself is the type's section; it makes the sink.
public protocol SinkType: ConfigurationSection, Sendable {
    /// The value of `type` that selects this kind: a noun such as `file`.
    static var name: String { get }

    /// Makes a sink, without touching its destination yet.
    /// - Parameter context: the sink's surroundings.
    func makeSink(_ context: SinkContext) -> any Sink
}
