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
    static let exclude = ConfigurationKey(
        "exclude", .list(of: .string), default: [],
        doc: """
            Columns that are left out. Their values never leave the table: when one of them has been renamed, only \
            columns that were there at the last setup are captured until the next.
            """)
    static let mask = ConfigurationKey(
        "mask", .masks, default: [:],
        doc: """
            Columns whose values are replaced before they are stored: a mapping from the column to `sha256` (salted, \
            equal values stay equal), `null`, or `text:ANYTHING`; or a list of columns for `sha256`.
            """)
    static let when = ConfigurationKey(
        optional: "when", .string,
        doc: """
            An SQL condition over `old` and `new`, as in a trigger: only changes for which it is true are captured. \
            `old` is null for an insert, `new` for a delete. Where it cannot be evaluated, the change is captured. \
            Functions and operators outside `pg_catalog` need their schema.
            """)
    static let old = ConfigurationKey(
        "old", .choice(OldImage.self), default: .full,
        doc: """
            How much of the row before an update or delete is stored as `before`: all of it, its `key`, or nothing. \
            The key itself is always there.
            """)
    static let onNoop = ConfigurationKey(
        "on_noop", .choice(NoopPolicy.self), default: .skip,
        doc: "Whether an update that changes nothing, not even the image of a value, is captured.")
    static let truncate = ConfigurationKey(
        "truncate", .choice(TruncatePolicy.self), default: .capture,
        doc: "What happens on TRUNCATE: it is captured, ignored, or `deny`: refused with an error.")
    static let operations = ConfigurationKey(
        "operations", .list(of: .choice(RowOperation.self)), default: RowOperation.allCases,
        doc: "Which changes of rows are captured.")
    static let capture = ConfigurationKey(
        "capture", .choice(CaptureGranularity.self), default: .row,
        doc: """
            Whether triggers fire for each row, or once for each `statement`: faster for bulk loads, and refused where \
            changes could be captured in the wrong order (own AFTER ROW triggers, foreign keys whose actions lead back \
            to the table) or not at all (partitioned tables and inheritance).
            """)
    static let fire = ConfigurationKey(
        "fire", .choice(FirePolicy.self), default: .origin,
        doc: """
            Whether writes of sessions with `session_replication_role = replica`, such as those of a replication \
            tool, are captured too: `always`. It takes the tables' owner to set up.
            """)
    /// Every key of the section.
    public static let keys: [any AnyConfigurationKey] = [
        key, exclude, mask, when, old, onNoop, truncate, operations, capture, fire,
    ]

    /// What tells the table's rows apart.
    public let key: KeyChoice
    /// Columns that are left out.
    public let exclude: [String]
    /// Columns whose values are replaced.
    public let mask: [String: Mask]
    /// An SQL condition over `old` and `new`.
    public let when: String?
    /// Where the condition stands.
    let whenPlace: ConfigurationPlace?
    /// How much of the row before a change is stored.
    public let old: OldImage
    /// What becomes of updates that change nothing.
    public let onNoop: NoopPolicy
    /// What happens on TRUNCATE.
    public let truncate: TruncatePolicy
    /// Which changes of rows are captured.
    public let operations: Set<RowOperation>
    /// Whether triggers fire for each row or for each statement.
    public let capture: CaptureGranularity
    /// For whose writes the triggers fire.
    public let fire: FirePolicy

    /// Reads the section.
    public init(_ reader: SectionReader) throws(ConfigurationError) {
        key = try reader.read(Self.key)
        exclude = try reader.read(Self.exclude)
        mask = try reader.read(Self.mask)
        when = try reader.read(Self.when)
        whenPlace = reader.gives(Self.when) ? reader.place(of: Self.when) : nil
        old = try reader.read(Self.old)
        onNoop = try reader.read(Self.onNoop)
        truncate = try reader.read(Self.truncate)
        operations = Set(try reader.read(Self.operations))
        capture = try reader.read(Self.capture)
        fire = try reader.read(Self.fire)
        if let both = exclude.first(where: { mask[$0] != nil }) {
            throw reader.error("the column \(both) is excluded and masked; choose one", at: Self.mask)
        }
        guard !operations.isEmpty else {
            throw reader.error("an empty list captures nothing; leave the table out instead", at: Self.operations)
        }
    }
}

/// How much of the row before a change is stored.
public enum OldImage: String, CaseIterable, Sendable {
    /// The whole row.
    case full
    /// Its key.
    case key
    /// Nothing.
    case none
}

/// What becomes of updates that change nothing.
public enum NoopPolicy: String, CaseIterable, Sendable {
    /// They are left out.
    case skip
    /// They are captured.
    case capture
}

/// What happens on TRUNCATE.
public enum TruncatePolicy: String, CaseIterable, Sendable {
    /// It is captured.
    case capture
    /// It is done and not captured.
    case ignore
    /// It is refused.
    case deny
}

/// A change of a row.
public enum RowOperation: String, CaseIterable, Sendable {
    /// Rows that are inserted.
    case insert
    /// Rows that are updated.
    case update
    /// Rows that are deleted.
    case delete
}

/// How often capture triggers fire.
public enum CaptureGranularity: String, CaseIterable, Sendable {
    /// Once for each row.
    case row
    /// Once for each statement.
    case statement
}

/// For whose writes capture triggers fire.
public enum FirePolicy: String, CaseIterable, Sendable {
    /// All but those of a replication tool.
    case origin
    /// All.
    case always
}
