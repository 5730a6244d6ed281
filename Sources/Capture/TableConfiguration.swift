import Configuration

/// What the configuration says of one table, or of all tables of a schema.
public struct TableConfiguration: ConfigurationSection {
    /// The heading in the reference.
    public static let title = "Tables"
    /// What the section is for.
    public static let doc = """
        A table to capture, written as in SQL: `schema.table`, or `schema.*` for every table of a schema. An entry for \
        one table takes precedence over its schema's. Names with capitals or other characters go in double quotes: \
        `'"Sales"."Order Lines"'`.
        """
    static let key = ConfigurationKey<KeyChoice>(
        "key", .keyChoice, default: .primaryKey,
        doc: """
            What tells rows apart, and what order is kept by. A table without a primary key needs `[column, …]` or \
            `row`, which takes the whole row.
            """)
    /// Every key of the section.
    public static let keys: [any AnyConfigurationKey] = [key]

    /// What tells the table's rows apart.
    public let key: KeyChoice

    /// Reads the section.
    public init(_ reader: SectionReader) throws(ConfigurationError) {
        key = try reader.read(Self.key)
    }

    /// Makes a configuration without a file.
    public init(key: KeyChoice = .primaryKey) {
        self.key = key
    }
}
