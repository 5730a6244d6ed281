import Outbox
import SinkKit

/// A sink as the configuration describes it.
public struct SinkDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What kind it is, such as `file`.
    public let type: String
    /// Where it starts when it is new.
    public let start: SinkLedger.Start
    /// Makes the sink.
    public let makeSink: @Sendable (SinkContext) -> any Sink

    /// Describes a sink.
    public init(
        name: String, type: String, start: SinkLedger.Start, makeSink: @escaping @Sendable (SinkContext) -> any Sink
    ) {
        self.name = name
        self.type = type
        self.start = start
        self.makeSink = makeSink
    }
}
