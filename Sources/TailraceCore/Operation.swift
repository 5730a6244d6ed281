/// What happened to a row (or, for truncate, to a table).
public enum Operation: UInt8, Sendable, CaseIterable {
    /// A row was inserted.
    case insert = 0x69  // 'i'
    /// A row was updated.
    case update = 0x75  // 'u'
    /// A row was deleted.
    case delete = 0x64  // 'd'
    /// The table was emptied with TRUNCATE.
    case truncate = 0x74  // 't'

    /// The name in events.
    public var name: StaticString {
        switch self {
        case .insert: "insert"
        case .update: "update"
        case .delete: "delete"
        case .truncate: "truncate"
        }
    }
}
