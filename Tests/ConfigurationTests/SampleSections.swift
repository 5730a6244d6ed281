import Configuration

/// A section tree in the shape of the real one: free names, a section by `type`, shared keys, a nested section.
struct SampleRoot: ConfigurationSection {
    static let title = "The file"
    static let doc = "What stands at the root."
    static let database = ConfigurationKey("database", .secret, doc: "The source.")
    static let tables = ConfigurationKey(
        "tables", .mapping(from: "PATTERN", to: .section(SampleTable.self)), doc: "What is captured.")
    static let sinks = ConfigurationKey(
        "sinks",
        .mapping(
            from: "SINK",
            to: .variant(
                by: "type", doc: "Where it leads.",
                [
                    SectionVariant("file", SampleFileSink.self, sharing: SampleSinkSettings.self) {
                        SampleSink(settings: $0, destination: $1)
                    },
                    SectionVariant("http", SampleHTTPSink.self, sharing: SampleSinkSettings.self) {
                        SampleSink(settings: $0, destination: $1)
                    },
                ])),
        doc: "Where changes go.")
    static let retention = ConfigurationKey("retention", .section(SampleRetention.self), doc: "What is kept.")
    static let keys: [any AnyConfigurationKey] = [database, tables, sinks, retention]

    let database: Secret
    let tables: [NamedValue<SampleTable>]
    let sinks: [NamedValue<SampleSink>]
    let retention: SampleRetention

    init(_ reader: SectionReader) throws(ConfigurationError) {
        database = try reader.read(Self.database)
        tables = try reader.read(Self.tables)
        sinks = try reader.read(Self.sinks)
        retention = try reader.read(Self.retention)
    }
}

struct SampleTable: ConfigurationSection {
    static let title = "A table"
    static let doc = "How one table is captured."
    static let exclude = ConfigurationKey(
        "exclude", .list(of: .string), default: [], doc: "Columns that are left out.")
    static let keys: [any AnyConfigurationKey] = [exclude]

    let exclude: [String]

    init(_ reader: SectionReader) throws(ConfigurationError) {
        exclude = try reader.read(Self.exclude)
    }
}

struct SampleSink: Sendable {
    let settings: SampleSinkSettings
    let destination: any ConfigurationSection
}

struct SampleSinkSettings: ConfigurationSection {
    enum Start: String, CaseIterable {
        case now, earliest
    }

    static let title = "Every sink"
    static let doc = "Keys that all sinks have."
    static let from = ConfigurationKey("from", .choice(Start.self), default: .now, doc: "Where it starts.")
    static let keys: [any AnyConfigurationKey] = [from]

    let from: Start

    init(_ reader: SectionReader) throws(ConfigurationError) {
        from = try reader.read(Self.from)
    }
}

struct SampleFileSink: ConfigurationSection {
    static let title = "The file sink"
    static let doc = "Lines in a file."
    static let path = ConfigurationKey("path", .path, doc: "The file.")
    static let keys: [any AnyConfigurationKey] = [path]

    let path: String

    init(_ reader: SectionReader) throws(ConfigurationError) {
        path = try reader.read(Self.path)
    }
}

struct SampleHTTPSink: ConfigurationSection {
    static let title = "The HTTP sink"
    static let doc = "Requests to a server."
    static let port = ConfigurationKey("port", .integer(1...65_535), default: 80, doc: "The server's port.")
    static let headers = ConfigurationKey(
        "headers", .mapping(from: "HEADER", to: .secret), doc: "Sent with each request.")
    static let keys: [any AnyConfigurationKey] = [port, headers]

    let port: Int
    let headers: [NamedValue<Secret>]

    init(_ reader: SectionReader) throws(ConfigurationError) {
        port = try reader.read(Self.port)
        headers = try reader.read(Self.headers)
    }
}

struct SampleRetention: ConfigurationSection {
    static let title = "Retention"
    static let doc = "How long delivered changes are kept."
    static let atLeast = ConfigurationKey("at_least", .duration(), default: .seconds(3600), doc: "Shortest time.")
    static let atMost = ConfigurationKey(optional: "at_most", .duration(), doc: "Longest time | none.")
    static let keys: [any AnyConfigurationKey] = [atLeast, atMost]

    let atLeast: Duration
    let atMost: Duration?

    init(_ reader: SectionReader) throws(ConfigurationError) {
        atLeast = try reader.read(Self.atLeast)
        atMost = try reader.read(Self.atMost)
        if let atMost, atMost < atLeast {
            throw reader.error("is shorter than `at_least`", at: Self.atMost)
        }
    }
}
