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
    /// `SQL/Queries/change_view.sql`
    public static let changeView = SQLFile(PackageResources.change_view_sql)
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
    /// `SQL/Queries/grant_rights.sql`
    public static let grantRights = SQLFile(PackageResources.grant_rights_sql)
    /// `SQL/Queries/grants.sql`
    public static let grants = SQLFile(PackageResources.grants_sql)
    /// `SQL/Queries/hold_sinks.sql`
    public static let holdSinks = SQLFile(PackageResources.hold_sinks_sql)
    /// `SQL/Queries/housekeeping.sql`
    public static let housekeeping = SQLFile(PackageResources.housekeeping_sql)
    /// `SQL/Queries/installation.sql`
    public static let installation = SQLFile(PackageResources.installation_sql)
    /// `SQL/Queries/installation_damage.sql`
    public static let installationDamage = SQLFile(
        PackageResources.installation_damage_sql, with: ["change_view": changeView])
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
    /// `SQL/Queries/revoke_rights.sql`
    public static let revokeRights = SQLFile(PackageResources.revoke_rights_sql)
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
