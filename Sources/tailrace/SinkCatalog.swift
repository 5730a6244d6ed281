import Configuration
import FileSink
import Outbox
import Relay
import SinkKit
import StdoutSink
import TailraceCore

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
            ConfiguredSink(
                type: Type.name, start: common.start, poison: common.poison,
                exclusiveDestination: sink.exclusiveDestination
            ) { sink.makeSink($0) }
        }
    }
}

/// A sink as it stands in the configuration, before it has its name.
struct ConfiguredSink: Sendable {
    let type: String
    let start: SinkLedger.Start
    let poison: PoisonOptions
    let exclusiveDestination: String?
    let makeSink: @Sendable (SinkContext) -> any Sink
}

extension NamedValue<ConfiguredSink> {
    var definition: SinkDefinition {
        SinkDefinition(
            name: name, type: value.type, start: value.start, poison: value.poison, makeSink: value.makeSink)
    }
}

extension [NamedValue<ConfiguredSink>] {
    /// Sinks that would write to what belongs to another one.
    var collisions: [ConfigurationProblem] {
        var owners: [String: String] = [:]
        return compactMap { sink in
            guard let destination = sink.value.exclusiveDestination else { return nil }
            guard let owner = owners[destination] else {
                owners[destination] = sink.name
                return nil
            }
            return sink.problem("writes to \(destination), as the sink \(owner) does; each needs one of its own")
        }
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
    static let onPoison = ConfigurationKey(
        "on_poison", .choice(PoisonPolicy.self), default: .holdKey,
        doc: """
            What becomes of a change that the sink refuses for good. `hold_key`: it is kept aside, and later changes of \
            its key are, in order, until it is retried or discarded; all others flow. `skip`: it is kept aside, and \
            later changes of its key flow. `stop`: the sink stops until somebody decides. See `tailrace dead-letters`.
            """)
    static let tries = ConfigurationKey(
        "tries", .integer(1...1_000), default: 3,
        doc: "How often a change is tried before its refusal counts as final.")
    static let maxHeld = ConfigurationKey(
        "max_held", .integer(1...10_000_000), default: 10_000,
        doc: """
            The most changes that are kept aside for the sink: refused ones, those that wait behind them, and those of \
            paused tables. Where there would be more, the sink stops, and loses nothing.
            """)
    static let keys: [any AnyConfigurationKey] = [start, onPoison, tries, maxHeld]

    let start: SinkLedger.Start
    let poison: PoisonOptions

    init(_ reader: SectionReader) throws(ConfigurationError) {
        start = try reader.read(Self.start)
        poison = PoisonOptions(
            policy: try reader.read(Self.onPoison), tries: try reader.read(Self.tries),
            maxHeld: try reader.read(Self.maxHeld))
    }
}
