/// What a capture trigger fires on.
enum CaptureEvent: String, CaseIterable, Sendable {
    case insert, update, delete, truncate

    /// Its letter in the outbox.
    var code: Character { rawValue.first ?? " " }

    /// `pg_trigger.tgtype` without the bit for each row: 4 insert, 8 delete, 16 update, 32 truncate.
    var triggerType: Int32 {
        switch self {
        case .insert: 4
        case .update: 16
        case .delete: 8
        case .truncate: 32
        }
    }

    /// The rows that its function sees.
    var rows: [String] {
        switch self {
        case .insert: ["new"]
        case .update: ["old", "new"]
        case .delete: ["old"]
        case .truncate: []
        }
    }
}
