import Capture
import Configuration
import Relay
import SinkKit

/// The whole configuration file.
struct TailraceConfiguration: ConfigurationSection {
    static let title = "Configuration"
    static let doc = """
        The file that every command is given with `--config`. In every text, `${NAME}` is replaced by the environment \
        variable of that name, and `${NAME:-otherwise}` falls back to what follows; inside `{ }` it needs quotes. \
        Secrets may also be written as `file:PATH`.
        """

    static let database = ConfigurationKey(
        optional: "database", .secret,
        doc: """
            How to reach the source database: a URL (`postgresql://user@host:5432/name?sslmode=verify-full`) or \
            libpq's `key=value` form. Left out, `DATABASE_URL` and then libpq's own `PG…` variables apply.
            """)
    static let source = ConfigurationKey(
        optional: "source", .string,
        doc: """
            Precedes the sequence number in every event's id, and cannot be changed once it is installed. Left out, it \
            is the database's name.
            """)
    static let tables = ConfigurationKey(
        "tables", .mapping(from: "TABLE", to: .section(TableConfiguration.self)),
        doc: "The tables to capture.")
    static let captureDDL = ConfigurationKey(
        "capture_ddl", .boolean, default: false,
        doc: """
            Whether changes of the captured tables' schemas are captured too, as events with the `op` `schema`, and \
            new tables that `tables` means are captured from their first row on. Done by event triggers, which take a \
            superuser, or what a managed service has in its place, to create.
            """)
    static let sinks = ConfigurationKey(
        "sinks", .mapping(from: "SINK", to: SinkCatalog.kind),
        doc: "Where the changes go. Each sink has a name of its own choosing, and a position of its own.")
    static let relay = ConfigurationKey("relay", .section(RelayOptions.self), doc: "How the relay works.")
    static let outbox = ConfigurationKey(
        "outbox", .section(OutboxOptions.self), doc: "How long and how much the outbox keeps.")
    static let log = ConfigurationKey("log", .section(LogConfiguration.self), doc: "What is logged, and how.")

    static let keys: [any AnyConfigurationKey] = [
        database, source, tables, captureDDL, sinks, relay, outbox, log,
    ]

    let database: Secret?
    let source: String?
    let tables: [NamedValue<TableConfiguration>]
    let captureDDL: Bool
    let sinks: [NamedValue<ConfiguredSink>]
    let relay: RelayOptions
    let outbox: OutboxOptions
    let log: LogConfiguration

    init(_ reader: SectionReader) throws(ConfigurationError) {
        database = try reader.read(Self.database)
        source = try reader.read(Self.source)
        tables = try reader.read(Self.tables)
        captureDDL = try reader.read(Self.captureDDL)
        sinks = try reader.read(Self.sinks)
        relay = try reader.read(Self.relay)
        outbox = try reader.read(Self.outbox)
        log = try reader.read(Self.log)
        let collisions = sinks.collisions
        if let first = collisions.first { throw ConfigurationError(first, Array(collisions.dropFirst())) }
    }
}
