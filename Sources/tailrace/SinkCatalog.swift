import Configuration
import FileSink
import Outbox
import Relay
import SinkKit
import StdoutSink

/// Every kind of sink that this program has.
enum SinkCatalog {
    static let kind = ValueKind<ConfiguredSink>.variant(
        by: "type", doc: "What kind of sink it is.",
        [
            variant(FileSinkConfiguration.self),
            variant(StdoutSinkConfiguration.self),
        ])

    private static func variant<Type: SinkType>(_ type: Type.Type) -> SectionVariant<ConfiguredSink> {
        SectionVariant(Type.name, type, sharing: CommonSinkConfiguration.self) { common, sink in
            ConfiguredSink(type: Type.name, start: common.start) { sink.makeSink($0) }
        }
    }
}

/// A sink as it stands in the configuration, before it has its name.
struct ConfiguredSink: Sendable {
    let type: String
    let start: SinkLedger.Start
    let makeSink: @Sendable (SinkContext) -> any Sink
}

extension NamedValue<ConfiguredSink> {
    var definition: SinkDefinition {
        SinkDefinition(name: name, type: value.type, start: value.start, makeSink: value.makeSink)
    }
}

/// The keys that every sink has.
struct CommonSinkConfiguration: ConfigurationSection {
    static let title = "Every sink"
    static let doc = "These keys can be given with every type."
    static let start = ConfigurationKey(
        "from", .choice(SinkLedger.Start.self), default: .now,
        doc: """
            Where a new sink starts: `now`, when the relay first serves it, or `earliest`, with the oldest change that \
            is stored. Once it has started, its position counts.
            """)
    static let keys: [any AnyConfigurationKey] = [start]

    let start: SinkLedger.Start

    init(_ reader: SectionReader) throws(ConfigurationError) {
        start = try reader.read(Self.start)
    }
}
