/// The kinds of things that doctor finds. A code keeps its meaning; new ones come with new checks.
public enum FindingCode: String, Codable, CaseIterable, Sendable {
    // What setup installs.
    case notExamined = "not-examined"
    case configuration = "configuration"
    case otherCluster = "other-cluster"
    case notInstalled = "not-installed"
    case schemaOutdated = "schema-outdated"
    case sourceMissing = "source-missing"
    case objectMissing = "object-missing"
    case tableNotCaptured = "table-not-captured"
    case triggerMissing = "trigger-missing"
    case triggerDisabled = "trigger-disabled"
    case triggerAltered = "trigger-altered"
    case functionMissing = "function-missing"
    case functionAltered = "function-altered"
    case functionOwner = "function-owner"
    case functionRight = "function-right"
    case keyChanged = "key-changed"
    case columnsChanged = "columns-changed"
    case captureUnwanted = "capture-unwanted"
    case tableGone = "table-gone"
    case relayRight = "relay-right"
    case eventTriggerMissing = "event-trigger-missing"
    case templateAltered = "template-altered"

    // The outbox.
    case sequenceAltered = "sequence-altered"
    case sequenceBehind = "sequence-behind"
    case defaultAltered = "default-altered"
    case indexMissing = "index-missing"
    case segmentDetached = "segment-detached"
    case segmentMissing = "segment-missing"
    case viewMissing = "view-missing"
    case segmentUnlogged = "segment-unlogged"
    case pointerWrong = "pointer-wrong"
    case defaultSegmentUsed = "default-segment-used"
    case outboxObstructed = "outbox-obstructed"
    case outboxLarge = "outbox-large"
    case outboxOverSize = "outbox-over-size"
    case capturePaused = "capture-paused"
    case captureGap = "capture-gap"
    case housekeeperFailing = "housekeeper-failing"
    case housekeeperAbandoned = "housekeeper-abandoned"
    case imageOmitted = "image-omitted"
    case objectOwner = "object-owner"
    case foreignRight = "foreign-right"

    // The captured tables.
    case triggerOrder = "trigger-order"
    case jsonCast = "json-cast"
    case tableUnlogged = "table-unlogged"
    case childNotCaptured = "child-not-captured"
    case keyDeferrable = "key-deferrable"
    case keyNotUnique = "key-not-unique"
    case keyNullable = "key-nullable"

    // The server and its sessions.
    case replicaRole = "replica-role"
    case serverUnsafe = "server-unsafe"
    case longTransaction = "long-transaction"
    case preparedTransaction = "prepared-transaction"
    case xidAge = "xid-age"
    case xminHeld = "xmin-held"
    case notVisible = "not-visible"

    // The sinks.
    case sinkUnknown = "sink-unknown"
    case sinkAbandoned = "sink-abandoned"
    case sinkFailing = "sink-failing"
    case changesKept = "changes-kept"

    /// How much a finding of this kind matters.
    public var severity: Finding.Severity {
        switch self {
        case .notExamined, .configuration, .otherCluster, .notInstalled, .schemaOutdated, .sourceMissing,
            .objectMissing, .tableNotCaptured, .triggerMissing, .triggerDisabled, .triggerAltered, .functionMissing,
            .functionAltered, .functionOwner, .functionRight, .keyChanged, .sequenceAltered, .sequenceBehind,
            .defaultAltered, .segmentDetached, .segmentMissing, .viewMissing, .segmentUnlogged, .outboxObstructed,
            .objectOwner,
            .triggerOrder, .jsonCast, .replicaRole, .capturePaused, .eventTriggerMissing, .templateAltered:
            .error
        case .captureUnwanted, .relayRight, .indexMissing, .pointerWrong, .defaultSegmentUsed, .outboxLarge,
            .imageOmitted, .outboxOverSize, .captureGap, .housekeeperFailing,
            .housekeeperAbandoned, .foreignRight, .tableUnlogged, .childNotCaptured, .keyDeferrable, .keyNotUnique,
            .keyNullable,
            .serverUnsafe, .longTransaction, .preparedTransaction, .xidAge, .xminHeld, .sinkUnknown, .sinkAbandoned,
            .sinkFailing, .changesKept:
            .warning
        case .columnsChanged, .tableGone, .notVisible:
            .information
        }
    }

    /// Why a finding of this kind matters.
    public var consequence: String {
        switch self {
        case .notExamined: "nothing is known of the capture; everything may be wrong with it"
        case .configuration: "setup does nothing at all before that is mended"
        case .otherCluster: "nothing is delivered until somebody decides where to go on, and the outbox grows"
        case .notInstalled: "nothing is captured"
        case .schemaOutdated: "this program's relay does not start before the schema has its version"
        case .sourceMissing: "events have no id, and the relay does not start"
        case .objectMissing: "the application's writes to captured tables may fail, and nothing can be delivered"
        case .tableNotCaptured: "its changes are not captured"
        case .triggerMissing: "such changes are not captured"
        case .triggerDisabled: "such changes are not captured"
        case .triggerAltered: "changes are captured otherwise than the configuration asks for, or not at all"
        case .functionMissing: "the application's writes can fail, or changes are captured with the wrong content"
        case .functionAltered: "changes are captured otherwise than the configuration asks for, or not at all"
        case .functionOwner: "it runs with that role's rights, and that role can change what it does"
        case .functionRight: "whoever may run it can put it on a table of their own and forge changes"
        case .keyChanged: "events carry the old key, and order is kept by it, until setup has been run"
        case .columnsChanged: "nothing is lost: rows are captured whole; whoever reads the events may want to know"
        case .captureUnwanted: "it costs the application time for nothing"
        case .tableGone: "nothing is lost: what was captured of it is still delivered"
        case .relayRight: "the relay cannot do its work, or has rights that it does not need"
        case .eventTriggerMissing: "schema changes are not captured, and new tables not before setup is run again"
        case .templateAltered: "new tables are captured otherwise than the configuration asks for, or not at all"
        case .sequenceAltered: "two changes of one row can be numbered, and then delivered, in the wrong order"
        case .sequenceBehind: "new changes get numbers that sinks count as delivered, and are lost or out of order"
        case .defaultAltered: "changes are numbered or stored wrongly, or the application's writes fail"
        case .indexMissing: "reading walks the whole outbox, so that delivery and status become slow"
        case .segmentDetached: "the changes in it are not delivered"
        case .segmentMissing: "when the pointer is wrong, the application's writes fail"
        case .viewMissing: "changes cannot be replayed or kept aside, and a sink that refuses one gets no more"
        case .segmentUnlogged: "a crash of the server empties it"
        case .pointerWrong:
            "changes go to the default segment: delivered as all others, and given back before their retention is over"
        case .defaultSegmentUsed:
            "they are delivered as all others, and given back as soon as they are, before their retention is over"
        case .outboxObstructed: "it can make the application's writes fail, or keep changes out of the outbox"
        case .outboxLarge: "the disk may become full, and then the application's writes fail"
        case .outboxOverSize: "the disk fills up; what `on_full` asks for is not enough, or is not done"
        case .capturePaused: "what the application changes now is not captured, and never will be"
        case .captureGap: "what was changed meanwhile is missing in every destination: read those tables anew"
        case .housekeeperFailing, .housekeeperAbandoned: "delivered changes are not given back, and the outbox grows"
        case .imageOmitted: "a destination has those rows without their values; it can read them from the table by key"
        case .objectOwner: "that role can change it, and setup cannot"
        case .foreignRight: "whoever may do that can forge, change, remove or read what is captured"
        case .triggerOrder: "when it changes the row again, the two changes are captured in the wrong order"
        case .jsonCast:
            "capture runs it with the rights of the role that ran setup, and that role can change what it does"
        case .tableUnlogged: "a crash of the server empties the table without an event"
        case .childNotCaptured: "changes of its rows, also through the parent, are not captured"
        case .keyDeferrable: "two transactions can exchange a key, whose changes are then delivered in the wrong order"
        case .keyNotUnique: "order is kept by key, and a destination takes two rows of one key for one"
        case .keyNullable: "rows with null in it share one key, also where the index would call them different"
        case .replicaRole: "triggers do not fire for what such sessions write, so that it is not captured"
        case .serverUnsafe: "a crash of the server can lose or damage what was committed, changes included"
        case .longTransaction:
            "what it changed cannot be delivered before it ends, and dead rows cannot be removed"
        case .preparedTransaction:
            "what it changed cannot be delivered before it ends, and dead rows cannot be removed"
        case .xidAge: "at 2 billion the server refuses all writes; autovacuum is behind, or something holds it back"
        case .xminHeld: "vacuum cannot remove dead rows or freeze old ones before it ends"
        case .notVisible: "what is the matter there, such as a transaction left open, cannot be told"
        case .sinkUnknown: "its position stays, and changes that it has not been given are kept for it"
        case .sinkAbandoned: "nothing is delivered, and the outbox grows"
        case .changesKept:
            "the sink refuses some, or their table is paused; it has been given neither them nor what waits behind them"
        case .sinkFailing: "nothing is delivered until that is over, and the outbox grows"
        }
    }

    /// All codes as the rows of a Markdown table.
    public static var reference: String {
        (["| code | severity | why it matters |", "|---|---|---|"]
            + allCases.map { "| `\($0.rawValue)` | \($0.severity.rawValue) | \($0.consequence) |" })
            .joined(separator: "\n")
    }
}
