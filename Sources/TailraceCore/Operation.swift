/// What happened to a row (or, for truncate and schema, to a table).
public enum Operation: UInt8, Sendable, CaseIterable {
    /// A row was inserted.
    case insert = 0x69  // 'i'
    /// A row was updated.
    case update = 0x75  // 'u'
    /// A row was deleted.
    case delete = 0x64  // 'd'
    /// The table was emptied with TRUNCATE.
    case truncate = 0x74  // 't'
    /// Capture was paused here, or goes on: what lies between is missing, and has to be read from the tables.
    case gap = 0x67  // 'g'
    /// The table's schema was changed, or the table dropped.
    case schema = 0x73  // 's'

    /// The name in events.
    public var name: StaticString {
        switch self {
        case .insert: "insert"
        case .update: "update"
        case .delete: "delete"
        case .truncate: "truncate"
        case .gap: "gap"
        case .schema: "schema"
        }
    }
}
