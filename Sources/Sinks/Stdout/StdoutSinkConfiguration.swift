import Configuration
import SinkKit
import TailraceCore

/// The configuration of a sink of `type: stdout`.
public struct StdoutSinkConfiguration: SinkType {
    /// `stdout`.
    public static let name = "stdout"
    /// The heading in the reference.
    public static let title = "Standard output sink"
    /// What the sink does, for the reference.
    public static let doc = """
        Writes changes to standard output, one JSON object a line, each at least once. When the reader goes away, the \
        sink ends.
        """
    /// There is nothing to set.
    public static let keys: [any AnyConfigurationKey] = []

    /// Reads nothing.
    public init(_ reader: SectionReader) throws(ConfigurationError) {}

    /// Makes the sink.
    public func makeSink(_ context: SinkContext) -> any Sink {
        StdoutSink(context)
    }
}
