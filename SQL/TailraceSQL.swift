/// One SQL text that the program runs, from a `.sql` file of this folder.
public struct SQLFile: Sendable {
    /// The text, without the comment at its head.
    public let text: String

    /// - Parameter pieces: texts that it shares with others, for its places.
    init(_ bytes: [UInt8], with pieces: [String: SQLFile]) {
        text = SQLFile(bytes).rendered(pieces.mapValues { SQLFragment(quoted: $0.text) })
    }

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
        Migration(version: 5, name: "last_setup", sql: SQLFile(PackageResources.m0005_last_setup_sql)),
        Migration(version: 6, name: "schema_changes", sql: SQLFile(PackageResources.m0006_schema_changes_sql)),
        Migration(version: 7, name: "aside", sql: SQLFile(PackageResources.m0007_aside_sql)),
        Migration(version: 8, name: "housekeeping", sql: SQLFile(PackageResources.m0008_housekeeping_sql)),
        Migration(version: 9, name: "omissions", sql: SQLFile(PackageResources.m0009_omissions_sql)),
        Migration(version: 10, name: "history", sql: SQLFile(PackageResources.m0010_history_sql)),
        Migration(version: 11, name: "relays", sql: SQLFile(PackageResources.m0011_relays_sql)),
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
        ("add_segment", SQLFile(PackageResources.add_segment_sql)),
        ("cover_partitions", SQLFile(PackageResources.cover_partitions_sql)),
        ("current_key", SQLFile(PackageResources.current_key_sql)),
        ("empty_segment", SQLFile(PackageResources.empty_segment_sql)),
        ("history", SQLFile(PackageResources.history_sql)),
        ("hides_among", SQLFile(PackageResources.hides_among_sql)),
        ("json_or_string", SQLFile(PackageResources.json_or_string_sql)),
        ("keep_house", SQLFile(PackageResources.keep_house_sql)),
        ("leave_house", SQLFile(PackageResources.leave_house_sql)),
        ("note_branch", SQLFile(PackageResources.note_branch_sql)),
        ("note_segments", SQLFile(PackageResources.note_segments_sql)),
        ("point_segment", SQLFile(PackageResources.point_segment_sql)),
        ("project", SQLFile(PackageResources.project_sql)),
        ("segments", SQLFile(PackageResources.segments_sql)),
        ("takes_truncate", SQLFile(PackageResources.takes_truncate_sql)),
    ]

    /// Those that run with their owner's rights, for a relay to call.
    public static let ofRelay = all.filter { $0.sql.text.contains("\nsecurity definer\n") }.map(\.name)
}

/// What follows the application's schema changes from inside the database.
public enum SchemaChanges {
    /// Each function's name and text.
    public static let functions: [(name: String, sql: SQLFile)] = [
        ("capture_table", SQLFile(PackageResources.capture_table_sql)),
        ("follow_ddl", SQLFile(PackageResources.follow_ddl_sql)),
        ("follow_drop", SQLFile(PackageResources.follow_drop_sql)),
        ("key_expression", SQLFile(PackageResources.key_expression_sql)),
        ("libpq_literal", SQLFile(PackageResources.libpq_literal_sql)),
        (
            "pinned_settings",
            SQLFile(PackageResources.pinned_settings_sql, with: ["text_traits": CaptureTemplates.textTraits])
        ),
        ("same_key", SQLFile(PackageResources.same_key_sql)),
        ("table_description", SQLFile(PackageResources.table_description_sql)),
        ("template_text", SQLFile(PackageResources.template_text_sql)),
        ("write_down", SQLFile(PackageResources.write_down_sql)),
    ]
    /// Makes the event trigger for commands that make or change.
    public static let ddlTrigger = SQLFile(PackageResources.event_trigger_ddl_sql)
    /// Makes the event trigger for commands that drop.
    public static let dropTrigger = SQLFile(PackageResources.event_trigger_drop_sql)
    /// Removes an event trigger.
    public static let removeTrigger = SQLFile(PackageResources.drop_event_trigger_sql)
    /// Removes a function, with the event trigger that runs it.
    public static let removeFunction = SQLFile(PackageResources.drop_schema_change_function_sql)
    /// Stores how tables are captured.
    public static let storeTemplate = SQLFile(PackageResources.store_template_sql)
    /// Removes a template.
    public static let dropTemplate = SQLFile(PackageResources.drop_template_sql)
}

/// The templates of the triggers and their functions. Each file says what it takes.
public enum CaptureTemplates {
    /// Makes sure that no hidden column has one of these names: `relation`, `numbers`, `names`.
    public static let checkHiddenNames = SQLFile(PackageResources.check_hidden_names_sql)
    /// Plans a condition, to see whether it can be.
    public static let checkCondition = SQLFile(PackageResources.check_condition_sql)
    /// Leaves out images that are too large.
    public static let checkSize = SQLFile(PackageResources.check_size_sql)
    /// The expression for the application's context.
    public static let context = SQLFile(PackageResources.capture_context_sql)
    /// The body of the truncate function where truncating is denied.
    public static let denyTruncate = SQLFile(PackageResources.deny_truncate_sql)
    /// The body of the truncate function of a partitioned table where truncating is denied.
    public static let denyPartitionedTruncate = SQLFile(PackageResources.deny_truncate_partitioned_sql)
    /// Removes a shared function, to be made again.
    public static let dropAlteredFunction = SQLFile(PackageResources.drop_altered_function_sql)
    /// Removes a function, with the triggers that run it.
    public static let dropFunction = SQLFile(PackageResources.drop_function_sql)
    /// Removes a trigger.
    public static let dropTrigger = SQLFile(PackageResources.drop_trigger_sql)
    /// Forgets an old key that is no other than the new one.
    public static let dropEqualKey = SQLFile(PackageResources.drop_equal_key_sql)
    /// Makes a trigger fire for everybody's writes.
    public static let enableAlways = SQLFile(PackageResources.enable_always_sql)
    /// Makes a function from its body.
    public static let function = SQLFile(PackageResources.capture_function_sql)
    /// Leaves out changes for which a condition is not true.
    public static let guardCondition = SQLFile(PackageResources.guard_condition_sql)
    /// Keeps writers from a table until the transaction ends: `relation`.
    public static let lockWriters = SQLFile(PackageResources.lock_writers_sql)
    /// The expression for the origin.
    public static let origin = SQLFile(PackageResources.capture_origin_sql)
    /// Goes through the rows of an update.
    public static let pairRows = SQLFile(PackageResources.pair_rows_sql)
    /// A truncate trigger of a part of a partitioned table.
    public static let partTruncateTrigger = SQLFile(PackageResources.trigger_truncate_part_sql)
    /// Computes what a change seldom has.
    public static let particulars = SQLFile(PackageResources.particulars_sql)
    /// The body of the truncate function of a partitioned table.
    public static let partitionedTruncate = SQLFile(PackageResources.capture_truncate_partitioned_sql)
    /// Computes a key, whatever has become of its columns.
    public static let rescueKey = SQLFile(PackageResources.rescue_key_sql)
    /// Projects a row whose JSON cannot be taken apart.
    public static let rescueKnownColumns = SQLFile(PackageResources.rescue_known_columns_sql)
    /// Does without an image.
    public static let rescueNothing = SQLFile(PackageResources.rescue_nothing_sql)
    /// Computes an image, whatever is in the row.
    public static let rescueRow = SQLFile(PackageResources.rescue_row_sql)
    /// Takes the right to run a function away.
    public static let revokeFunction = SQLFile(PackageResources.revoke_function_sql)
    /// The body of a function for each row.
    public static let rowFunction = SQLFile(PackageResources.row_function_sql)
    /// The body of a function for each statement.
    public static let statementFunction = SQLFile(PackageResources.statement_function_sql)
    /// Stores what a statement has deleted.
    public static let storeDelete = SQLFile(PackageResources.store_delete_sql)
    /// Stores what a statement has inserted.
    public static let storeInsert = SQLFile(PackageResources.store_insert_sql)
    /// Stores the change of one row.
    public static let storeRow = SQLFile(PackageResources.store_row_sql)
    /// Stores what a statement has updated.
    public static let storeUpdate = SQLFile(PackageResources.store_update_sql)
    /// Types whose text depends on the session.
    public static let textTraits = SQLFile(PackageResources.text_traits_sql)
    /// The rows of a transition table as values, numbered.
    public static let transitionImages = SQLFile(PackageResources.transition_images_sql)
    /// The rows of a transition table, numbered.
    public static let transitionRows = SQLFile(PackageResources.transition_rows_sql)
    /// Makes a trigger.
    public static let trigger = SQLFile(PackageResources.trigger_sql)
    /// The body of the truncate function.
    public static let truncate = SQLFile(PackageResources.capture_truncate_sql)
    /// Leaves out updates that change nothing.
    public static let unlessChanged = SQLFile(PackageResources.unless_changed_sql)
}

/// The statements. Each file's head says what it is for and what its parameters are.
public enum Queries {
    /// `SQL/Queries/acquire_lease.sql`
    public static let acquireLease = SQLFile(PackageResources.acquire_lease_sql)
    /// `SQL/Queries/adopt_mark.sql`
    public static let adoptMark = SQLFile(PackageResources.adopt_mark_sql)
    /// `SQL/Queries/advance_replay.sql`
    public static let advanceReplay = SQLFile(PackageResources.advance_replay_sql)
    /// `SQL/Queries/announce_relay.sql`
    public static let announceRelay = SQLFile(PackageResources.announce_relay_sql)
    /// `SQL/Queries/applied_migrations.sql`
    public static let appliedMigrations = SQLFile(PackageResources.applied_migrations_sql)
    /// `SQL/Queries/attach_segment.sql`
    public static let attachSegment = SQLFile(PackageResources.attach_segment_sql)
    /// `SQL/Queries/begin_seek.sql`
    public static let beginSeek = SQLFile(PackageResources.begin_seek_sql)
    /// `SQL/Queries/cancel_replay.sql`
    public static let cancelReplay = SQLFile(PackageResources.cancel_replay_sql)
    /// `SQL/Queries/capture_templates.sql`
    public static let captureTemplates = SQLFile(PackageResources.capture_templates_sql)
    /// `SQL/Queries/capture_triggers.sql`
    public static let captureTriggers = SQLFile(PackageResources.capture_triggers_sql)
    /// `SQL/Queries/claim_release.sql`
    public static let claimRelease = SQLFile(PackageResources.claim_release_sql)
    /// `SQL/Queries/commit_durably.sql`
    public static let commitDurably = SQLFile(PackageResources.commit_durably_sql)
    /// `SQL/Queries/count_outbox.sql`
    public static let countOutbox = SQLFile(PackageResources.count_outbox_sql)
    /// `SQL/Queries/count_range.sql`
    public static let countRange = SQLFile(PackageResources.count_range_sql)
    /// `SQL/Queries/current_position.sql`
    public static let currentPosition = SQLFile(PackageResources.current_position_sql)
    /// `SQL/Queries/current_role.sql`
    public static let currentRole = SQLFile(PackageResources.current_role_sql)
    /// `SQL/Queries/dismiss_relay.sql`
    public static let dismissRelay = SQLFile(PackageResources.dismiss_relay_sql)
    /// `SQL/Queries/doctor_casts.sql`
    public static let doctorCasts = SQLFile(PackageResources.doctor_casts_sql)
    /// `SQL/Queries/doctor_default_segment.sql`
    public static let doctorDefaultSegment = SQLFile(PackageResources.doctor_default_segment_sql)
    /// `SQL/Queries/doctor_early_triggers.sql`
    public static let doctorEarlyTriggers = SQLFile(PackageResources.doctor_early_triggers_sql)
    /// `SQL/Queries/doctor_hidden.sql`
    public static let doctorHidden = SQLFile(PackageResources.doctor_hidden_sql)
    /// `SQL/Queries/doctor_horizon.sql`
    public static let doctorHorizon = SQLFile(PackageResources.doctor_horizon_sql)
    /// `SQL/Queries/doctor_housekeeping.sql`
    public static let doctorHousekeeping = SQLFile(PackageResources.doctor_housekeeping_sql)
    /// `SQL/Queries/doctor_omissions.sql`
    public static let doctorOmissions = SQLFile(PackageResources.doctor_omissions_sql)
    /// `SQL/Queries/doctor_outbox.sql`
    public static let doctorOutbox = SQLFile(PackageResources.doctor_outbox_sql)
    /// `SQL/Queries/doctor_replica_role.sql`
    public static let doctorReplicaRole = SQLFile(PackageResources.doctor_replica_role_sql)
    /// `SQL/Queries/doctor_rights.sql`
    public static let doctorRights = SQLFile(PackageResources.doctor_rights_sql)
    /// `SQL/Queries/doctor_server.sql`
    public static let doctorServer = SQLFile(PackageResources.doctor_server_sql)
    /// `SQL/Queries/doctor_sinks.sql`
    public static let doctorSinks = SQLFile(PackageResources.doctor_sinks_sql)
    /// `SQL/Queries/doctor_tables.sql`
    public static let doctorTables = SQLFile(PackageResources.doctor_tables_sql)
    /// `SQL/Queries/doctor_transactions.sql`
    public static let doctorTransactions = SQLFile(PackageResources.doctor_transactions_sql)
    /// `SQL/Queries/drop_schema.sql`
    public static let dropSchema = SQLFile(PackageResources.drop_schema_sql)
    /// `SQL/Queries/event_triggers.sql`
    public static let eventTriggers = SQLFile(PackageResources.event_triggers_sql)
    /// `SQL/Queries/forget_kept.sql`
    public static let forgetKept = SQLFile(PackageResources.forget_kept_sql)
    /// `SQL/Queries/forget_relay_role.sql`
    public static let forgetRelayRole = SQLFile(PackageResources.forget_relay_role_sql)
    /// `SQL/Queries/forget_seen_table.sql`
    public static let forgetSeenTable = SQLFile(PackageResources.forget_seen_table_sql)
    /// `SQL/Queries/forget_sink.sql`
    public static let forgetSink = SQLFile(PackageResources.forget_sink_sql)
    /// `SQL/Queries/functions.sql`
    public static let functions = SQLFile(PackageResources.functions_sql)
    /// `SQL/Queries/grants.sql`
    public static let grants = SQLFile(PackageResources.grants_sql)
    /// `SQL/Queries/housekeeping.sql`
    public static let housekeeping = SQLFile(PackageResources.housekeeping_sql)
    /// `SQL/Queries/installation.sql`
    public static let installation = SQLFile(PackageResources.installation_sql)
    /// `SQL/Queries/installation_damage.sql`
    public static let installationDamage = SQLFile(PackageResources.installation_damage_sql)
    /// `SQL/Queries/installation_objects.sql`
    public static let installationObjects = SQLFile(PackageResources.installation_objects_sql)
    /// `SQL/Queries/is_fenced.sql`
    public static let isFenced = SQLFile(PackageResources.is_fenced_sql)
    /// `SQL/Queries/is_flushed.sql`
    public static let isFlushed = SQLFile(PackageResources.is_flushed_sql)
    /// `SQL/Queries/keep_changes.sql`
    public static let keepChanges = SQLFile(PackageResources.keep_changes_sql)
    /// `SQL/Queries/keep_to_itself.sql`
    public static let keepToItself = SQLFile(PackageResources.keep_to_itself_sql)
    /// `SQL/Queries/kept_changes.sql`
    public static let keptChanges = SQLFile(PackageResources.kept_changes_sql)
    /// `SQL/Queries/lease_holder.sql`
    public static let leaseHolder = SQLFile(PackageResources.lease_holder_sql)
    /// `SQL/Queries/list_letters.sql`
    public static let listLetters = SQLFile(PackageResources.list_letters_sql)
    /// `SQL/Queries/list_segments.sql`
    public static let listSegments = SQLFile(PackageResources.list_segments_sql)
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
    /// `SQL/Queries/note_doubt.sql`
    public static let noteDoubt = SQLFile(PackageResources.note_doubt_sql)
    /// `SQL/Queries/note_new_branch.sql`
    public static let noteNewBranch = SQLFile(PackageResources.note_new_branch_sql)
    /// `SQL/Queries/own_xid.sql`
    public static let ownXid = SQLFile(PackageResources.own_xid_sql)
    /// `SQL/Queries/pause_sink.sql`
    public static let pauseSink = SQLFile(PackageResources.pause_sink_sql)
    /// `SQL/Queries/pending.sql`
    public static let pending = SQLFile(PackageResources.pending_sql)
    /// `SQL/Queries/plan_reanchor.sql`
    public static let planReanchor = SQLFile(PackageResources.plan_reanchor_sql)
    /// `SQL/Queries/plan_seek.sql`
    public static let planSeek = SQLFile(PackageResources.plan_seek_sql)
    /// `SQL/Queries/raise_revision.sql`
    public static let raiseRevision = SQLFile(PackageResources.raise_revision_sql)
    /// `SQL/Queries/read_kept.sql`
    public static let readKept = SQLFile(PackageResources.read_kept_sql)
    /// `SQL/Queries/read_levers.sql`
    public static let readLevers = SQLFile(PackageResources.read_levers_sql)
    /// `SQL/Queries/read_range.sql`
    public static let readRange = SQLFile(PackageResources.read_range_sql)
    /// `SQL/Queries/read_rest.sql`
    public static let readRest = SQLFile(PackageResources.read_rest_sql)
    /// `SQL/Queries/read_stragglers.sql`
    public static let readStragglers = SQLFile(PackageResources.read_stragglers_sql)
    /// `SQL/Queries/reanchor_kept.sql`
    public static let reanchorKept = SQLFile(PackageResources.reanchor_kept_sql)
    /// `SQL/Queries/reanchor_outbox.sql`
    public static let reanchorOutbox = SQLFile(PackageResources.reanchor_outbox_sql)
    /// `SQL/Queries/reanchor_sequence.sql`
    public static let reanchorSequence = SQLFile(PackageResources.reanchor_sequence_sql)
    /// `SQL/Queries/reanchor_sink.sql`
    public static let reanchorSink = SQLFile(PackageResources.reanchor_sink_sql)
    /// `SQL/Queries/reanchor_source.sql`
    public static let reanchorSource = SQLFile(PackageResources.reanchor_source_sql)
    /// `SQL/Queries/record_migration.sql`
    public static let recordMigration = SQLFile(PackageResources.record_migration_sql)
    /// `SQL/Queries/record_relay_role.sql`
    public static let recordRelayRole = SQLFile(PackageResources.record_relay_role_sql)
    /// `SQL/Queries/record_seen_table.sql`
    public static let recordSeenTable = SQLFile(PackageResources.record_seen_table_sql)
    /// `SQL/Queries/record_source.sql`
    public static let recordSource = SQLFile(PackageResources.record_source_sql)
    /// `SQL/Queries/refuse_again.sql`
    public static let refuseAgain = SQLFile(PackageResources.refuse_again_sql)
    /// `SQL/Queries/register_sink.sql`
    public static let registerSink = SQLFile(PackageResources.register_sink_sql)
    /// `SQL/Queries/relay_roles.sql`
    public static let relayRoles = SQLFile(PackageResources.relay_roles_sql)
    /// `SQL/Queries/release_house.sql`
    public static let releaseHouse = SQLFile(PackageResources.release_house_sql)
    /// `SQL/Queries/release_lease.sql`
    public static let releaseLease = SQLFile(PackageResources.release_lease_sql)
    /// `SQL/Queries/renew_lease.sql`
    public static let renewLease = SQLFile(PackageResources.renew_lease_sql)
    /// `SQL/Queries/renew_witness.sql`
    public static let renewWitness = SQLFile(PackageResources.renew_witness_sql)
    /// `SQL/Queries/replay_progress.sql`
    public static let replayProgress = SQLFile(PackageResources.replay_progress_sql)
    /// `SQL/Queries/report_state.sql`
    public static let reportState = SQLFile(PackageResources.report_state_sql)
    /// `SQL/Queries/request_letters.sql`
    public static let requestLetters = SQLFile(PackageResources.request_letters_sql)
    /// `SQL/Queries/request_replay.sql`
    public static let requestReplay = SQLFile(PackageResources.request_replay_sql)
    /// `SQL/Queries/resume_sink.sql`
    public static let resumeSink = SQLFile(PackageResources.resume_sink_sql)
    /// `SQL/Queries/role_exists.sql`
    public static let roleExists = SQLFile(PackageResources.role_exists_sql)
    /// `SQL/Queries/schema_version.sql`
    public static let schemaVersion = SQLFile(PackageResources.schema_version_sql)
    /// `SQL/Queries/seek_sink.sql`
    public static let seekSink = SQLFile(PackageResources.seek_sink_sql)
    /// `SQL/Queries/seen_tables.sql`
    public static let seenTables = SQLFile(PackageResources.seen_tables_sql)
    /// `SQL/Queries/set_lock_timeout.sql`
    public static let setLockTimeout = SQLFile(PackageResources.set_lock_timeout_sql)
    /// `SQL/Queries/settle_releases.sql`
    public static let settleReleases = SQLFile(PackageResources.settle_releases_sql)
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
    /// `SQL/Queries/status_relays.sql`
    public static let statusRelays = SQLFile(PackageResources.status_relays_sql)
    /// `SQL/Queries/status_sinks.sql`
    public static let statusSinks = SQLFile(PackageResources.status_sinks_sql)
    /// `SQL/Queries/survey_relays.sql`
    public static let surveyRelays = SQLFile(PackageResources.survey_relays_sql)
    /// `SQL/Queries/switch_segment.sql`
    public static let switchSegment = SQLFile(PackageResources.switch_segment_sql)
    /// `SQL/Queries/table_exists.sql`
    public static let tableExists = SQLFile(PackageResources.table_exists_sql)
    /// `SQL/Queries/tables.sql`
    public static let tables = SQLFile(PackageResources.tables_sql)
    /// `SQL/Queries/take_house.sql`
    public static let takeHouse = SQLFile(PackageResources.take_house_sql)
    /// `SQL/Queries/truncate_segment.sql`
    public static let truncateSegment = SQLFile(PackageResources.truncate_segment_sql)
    /// `SQL/Queries/unserved_sinks.sql`
    public static let unservedSinks = SQLFile(PackageResources.unserved_sinks_sql)
}
