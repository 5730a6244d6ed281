/// One SQL text that the program runs, from a `.sql` file of this folder.
public struct SQLFile: Sendable {
    /// The text, without the comment at its head.
    public let text: String

    init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        text = lines.drop { $0.hasPrefix("--") || $0.isEmpty }.joined(separator: "\n")
    }

    /// Fills the places `{{name}}`, all at once: what is put in may look like such a place itself.
    /// - Parameter fragments: what to put there, quoted by the database's own functions.
    public func rendered(_ fragments: [String: SQLFragment]) -> String {
        text.replacing(/{{(\w+)}}/) { fragments[String($0.output.1)]?.text ?? String($0.output.0) }
    }
}

/// A piece of SQL that is safe to put into a text: a quoted identifier or literal, or an expression made of such.
public struct SQLFragment: Sendable {
    /// The piece.
    public let text: String

    /// Wraps a piece that has been quoted.
    public init(quoted text: String) {
        self.text = text
    }
}

/// A step in the history of the schema. Steps are only ever added.
public struct Migration: Sendable {
    /// Its number; they are applied in ascending order.
    public let version: Int
    /// What it brings.
    public let name: String
    /// Its text.
    public let sql: SQLFile

    /// All steps, in order.
    public static let all = [
        Migration(version: 1, name: "outbox", sql: SQLFile(PackageResources.m0001_outbox_sql)),
        Migration(version: 2, name: "sinks", sql: SQLFile(PackageResources.m0002_sinks_sql)),
        Migration(version: 3, name: "replay", sql: SQLFile(PackageResources.m0003_replay_sql)),
        Migration(version: 4, name: "masks", sql: SQLFile(PackageResources.m0004_masks_sql)),
    ]

    /// The newest version, which this program needs.
    public static let newest = all.map(\.version).max() ?? 0

    /// What must be there before the first of them.
    public static let bootstrap = SQLFile(PackageResources.bootstrap_sql)
}

/// The functions that the triggers share, by name.
public enum SharedFunctions {
    /// Each function's name and text.
    public static let all: [(name: String, sql: SQLFile)] = [
        ("current_key", SQLFile(PackageResources.current_key_sql)),
        ("json_or_string", SQLFile(PackageResources.json_or_string_sql)),
        ("project", SQLFile(PackageResources.project_sql)),
    ]
}

/// The templates of the triggers and their functions. Each file says what it takes.
public enum CaptureTemplates {
    /// Makes a function from its body.
    public static let function = SQLFile(PackageResources.capture_function_sql)
    /// The expression for the application's context.
    public static let context = SQLFile(PackageResources.capture_context_sql)
    /// The expression for the origin.
    public static let origin = SQLFile(PackageResources.capture_origin_sql)
    /// The condition of the update trigger, when updates that change nothing are left out.
    public static let conditionChanged = SQLFile(PackageResources.condition_changed_sql)
    /// The part of a body that leaves out changes for which a condition is not true.
    public static let guardCondition = SQLFile(PackageResources.guard_condition_sql)
    /// Removes a trigger.
    public static let dropTrigger = SQLFile(PackageResources.drop_trigger_sql)
    /// Removes a function, with the triggers that run it.
    public static let dropFunction = SQLFile(PackageResources.drop_function_sql)
    /// The part of a body that projects a row, whatever is in it.
    public static let projectRow = SQLFile(PackageResources.project_row_sql)
    /// Plans a condition, to see whether it can be.
    public static let checkCondition = SQLFile(PackageResources.check_condition_sql)
    /// The body of the truncate function where truncating is denied.
    public static let denyTruncateBody = SQLFile(PackageResources.deny_truncate_sql)
    /// The body of the insert function.
    public static let insertBody = SQLFile(PackageResources.capture_insert_sql)
    /// The insert trigger.
    public static let insertTrigger = SQLFile(PackageResources.trigger_insert_sql)
    /// The body of the update function.
    public static let updateBody = SQLFile(PackageResources.capture_update_sql)
    /// The update trigger.
    public static let updateTrigger = SQLFile(PackageResources.trigger_update_sql)
    /// The body of the delete function.
    public static let deleteBody = SQLFile(PackageResources.capture_delete_sql)
    /// The delete trigger.
    public static let deleteTrigger = SQLFile(PackageResources.trigger_delete_sql)
    /// The body of the truncate function.
    public static let truncateBody = SQLFile(PackageResources.capture_truncate_sql)
    /// The truncate trigger.
    public static let truncateTrigger = SQLFile(PackageResources.trigger_truncate_sql)
}

/// The statements. Each file's head says what it is for and what its parameters are.
public enum Queries {
    /// `SQL/Queries/acquire_lease.sql`
    public static let acquireLease = SQLFile(PackageResources.acquire_lease_sql)
    /// `SQL/Queries/advance_replay.sql`
    public static let advanceReplay = SQLFile(PackageResources.advance_replay_sql)
    /// `SQL/Queries/applied_migrations.sql`
    public static let appliedMigrations = SQLFile(PackageResources.applied_migrations_sql)
    /// `SQL/Queries/cancel_replay.sql`
    public static let cancelReplay = SQLFile(PackageResources.cancel_replay_sql)
    /// `SQL/Queries/capture_triggers.sql`
    public static let captureTriggers = SQLFile(PackageResources.capture_triggers_sql)
    /// `SQL/Queries/count_outbox.sql`
    public static let countOutbox = SQLFile(PackageResources.count_outbox_sql)
    /// `SQL/Queries/count_range.sql`
    public static let countRange = SQLFile(PackageResources.count_range_sql)
    /// `SQL/Queries/current_position.sql`
    public static let currentPosition = SQLFile(PackageResources.current_position_sql)
    /// `SQL/Queries/doctor_default_segment.sql`
    public static let doctorDefaultSegment = SQLFile(PackageResources.doctor_default_segment_sql)
    /// `SQL/Queries/doctor_early_triggers.sql`
    public static let doctorEarlyTriggers = SQLFile(PackageResources.doctor_early_triggers_sql)
    /// `SQL/Queries/doctor_sequences.sql`
    public static let doctorSequences = SQLFile(PackageResources.doctor_sequences_sql)
    /// `SQL/Queries/doctor_sinks.sql`
    public static let doctorSinks = SQLFile(PackageResources.doctor_sinks_sql)
    /// `SQL/Queries/doctor_transactions.sql`
    public static let doctorTransactions = SQLFile(PackageResources.doctor_transactions_sql)
    /// `SQL/Queries/drop_schema.sql`
    public static let dropSchema = SQLFile(PackageResources.drop_schema_sql)
    /// `SQL/Queries/functions.sql`
    public static let functions = SQLFile(PackageResources.functions_sql)
    /// `SQL/Queries/installation.sql`
    public static let installation = SQLFile(PackageResources.installation_sql)
    /// `SQL/Queries/is_flushed.sql`
    public static let isFlushed = SQLFile(PackageResources.is_flushed_sql)
    /// `SQL/Queries/lease_holder.sql`
    public static let leaseHolder = SQLFile(PackageResources.lease_holder_sql)
    /// `SQL/Queries/lock_installation.sql`
    public static let lockInstallation = SQLFile(PackageResources.lock_installation_sql)
    /// `SQL/Queries/look_for_stragglers.sql`
    public static let lookForStragglers = SQLFile(PackageResources.look_for_stragglers_sql)
    /// `SQL/Queries/make_durable.sql`
    public static let makeDurable = SQLFile(PackageResources.make_durable_sql)
    /// `SQL/Queries/mark.sql`
    public static let mark = SQLFile(PackageResources.mark_sql)
    /// `SQL/Queries/next_replay.sql`
    public static let nextReplay = SQLFile(PackageResources.next_replay_sql)
    /// `SQL/Queries/pending.sql`
    public static let pending = SQLFile(PackageResources.pending_sql)
    /// `SQL/Queries/read_range.sql`
    public static let readRange = SQLFile(PackageResources.read_range_sql)
    /// `SQL/Queries/read_rest.sql`
    public static let readRest = SQLFile(PackageResources.read_rest_sql)
    /// `SQL/Queries/read_stragglers.sql`
    public static let readStragglers = SQLFile(PackageResources.read_stragglers_sql)
    /// `SQL/Queries/record_migration.sql`
    public static let recordMigration = SQLFile(PackageResources.record_migration_sql)
    /// `SQL/Queries/record_source.sql`
    public static let recordSource = SQLFile(PackageResources.record_source_sql)
    /// `SQL/Queries/register_sink.sql`
    public static let registerSink = SQLFile(PackageResources.register_sink_sql)
    /// `SQL/Queries/release_lease.sql`
    public static let releaseLease = SQLFile(PackageResources.release_lease_sql)
    /// `SQL/Queries/renew_lease.sql`
    public static let renewLease = SQLFile(PackageResources.renew_lease_sql)
    /// `SQL/Queries/replay_progress.sql`
    public static let replayProgress = SQLFile(PackageResources.replay_progress_sql)
    /// `SQL/Queries/report_state.sql`
    public static let reportState = SQLFile(PackageResources.report_state_sql)
    /// `SQL/Queries/request_replay.sql`
    public static let requestReplay = SQLFile(PackageResources.request_replay_sql)
    /// `SQL/Queries/set_lock_timeout.sql`
    public static let setLockTimeout = SQLFile(PackageResources.set_lock_timeout_sql)
    /// `SQL/Queries/sink_names.sql`
    public static let sinkNames = SQLFile(PackageResources.sink_names_sql)
    /// `SQL/Queries/source.sql`
    public static let source = SQLFile(PackageResources.source_sql)
    /// `SQL/Queries/source_identity.sql`
    public static let sourceIdentity = SQLFile(PackageResources.source_identity_sql)
    /// `SQL/Queries/source_name.sql`
    public static let sourceName = SQLFile(PackageResources.source_name_sql)
    /// `SQL/Queries/status_outbox.sql`
    public static let statusOutbox = SQLFile(PackageResources.status_outbox_sql)
    /// `SQL/Queries/status_sinks.sql`
    public static let statusSinks = SQLFile(PackageResources.status_sinks_sql)
    /// `SQL/Queries/tables.sql`
    public static let tables = SQLFile(PackageResources.tables_sql)
}
