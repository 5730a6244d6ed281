import TailraceSQL

/// What a capture trigger fires on.
enum CaptureEvent: String, CaseIterable, Sendable {
    case insert, update, delete, truncate

    /// After `RI_…`, so that foreign keys have acted, and before lower-case letters, so that a user's trigger that
    /// changes the row again is captured after the change that fired it.
    var triggerName: String { "_tailrace_\(rawValue)" }

    /// `pg_trigger.tgtype`: 1 for each row, 4 insert, 8 delete, 16 update, 32 truncate.
    var triggerType: Int32 {
        switch self {
        case .insert: 1 | 4
        case .update: 1 | 16
        case .delete: 1 | 8
        case .truncate: 32
        }
    }

    var body: SQLFile {
        switch self {
        case .insert: CaptureTemplates.insertBody
        case .update: CaptureTemplates.updateBody
        case .delete: CaptureTemplates.deleteBody
        case .truncate: CaptureTemplates.truncateBody
        }
    }

    var trigger: SQLFile {
        switch self {
        case .insert: CaptureTemplates.insertTrigger
        case .update: CaptureTemplates.updateTrigger
        case .delete: CaptureTemplates.deleteTrigger
        case .truncate: CaptureTemplates.truncateTrigger
        }
    }
}
