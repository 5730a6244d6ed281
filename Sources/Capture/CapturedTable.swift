import TailraceCore

/// A table whose changes are to be captured, resolved against the catalogue.
struct CapturedTable: Equatable, Sendable {
    let oid: Int64
    private(set) var name: RelationName
    let isPartitioned: Bool
    let key: Key
    /// The types of the key's columns, as the server writes them.
    private(set) var keyTypes: [String] = []
    var projection: Projection?
    /// An SQL condition over `old` and `new`.
    var when: String?
    var old: OldImage = .full
    var onNoop: NoopPolicy = .skip
    var truncate: TruncatePolicy = .capture
    var operations: Set<RowOperation> = Set(RowOperation.allCases)
    var granularity: CaptureGranularity = .row
    var fire: FirePolicy = .origin
    /// What of its columns' values, written as text, depends on the session.
    var textTraits: [String: Set<TextTrait>] = [:]

    enum Key: Equatable, Sendable {
        case columns([String])
        case row
    }

    /// What is done to a row before it is stored.
    struct Projection: Equatable, Sendable {
        let excluded: [String]
        let masks: [String: Mask]
        /// The columns at the time of setup.
        fileprivate(set) var known: [String]
        /// The numbers of the excluded columns, and then of the masked ones in the order of their names.
        let numbers: [Int]

        /// The known columns whose values are stored as they are.
        var shown: [String] { known.filter { !excluded.contains($0) && masks[$0] == nil } }
    }

    /// Whether the key's types have an equality that is identity, so that it tells whether a key is the same; as
    /// `SQL/SchemaChanges/same_key.sql` has them too.
    var hasPlainKey: Bool {
        !keyTypes.isEmpty && keyTypes.allSatisfy { ["smallint", "integer", "bigint", "uuid"].contains($0) }
    }

    /// The names of the key's columns; none for the whole row.
    var keyColumns: [String] { if case .columns(let columns) = key { columns } else { [] } }

    /// The same with the name and the columns that it had at an earlier time.
    func asSeen(_ seen: SeenTable) -> CapturedTable {
        var past = self
        past.name = seen.name
        past.projection?.known = seen.columns.map(\.name)
        past.keyTypes = seen.columns.types(of: keyColumns)
        return past
    }

    /// What there are triggers for.
    var events: [CaptureEvent] {
        CaptureEvent.allCases.filter { event in
            RowOperation(rawValue: event.rawValue).map(operations.contains) ?? (truncate != .ignore)
        }
    }

    /// Whether an event's trigger fires for each row, and not for each statement.
    func isForEachRow(_ event: CaptureEvent) -> Bool {
        event != .truncate && granularity == .row
    }

    /// The transition tables that an event's trigger takes.
    func transitionTables(_ event: CaptureEvent) -> [String] {
        granularity == .row ? [] : event.rows.map { "\($0)_rows" }
    }

    /// The settings that an event's function runs with. Each costs time, so that there are only those that make a
    /// difference.
    func settings(_ event: CaptureEvent) -> [PinnedSetting] {
        guard event != .truncate else { return [] }
        let traits = textTraits.values.reduce(into: Set<TextTrait>()) { $0.formUnion($1) }
        let keyTraits =
            switch key {
            case .row: traits
            case .columns(let columns):
                columns.reduce(into: Set<TextTrait>()) { $0.formUnion(textTraits[$1] ?? []) }
            }
        let needed = PinnedSetting.needed(traits: traits, keyTraits: keyTraits, condition: when)
        guard granularity == .statement else { return needed }
        return needed.filter { !PinnedSetting.forStatements.contains($0) } + PinnedSetting.forStatements
    }

    /// Triggers are named `_tailrace_…`: after `RI_…`, so that foreign keys have acted, and before lower-case letters,
    /// so that a user's trigger that changes the row again is captured after the change that fired it. A partition may
    /// be captured itself when it is attached: its triggers must not be named as those that it is given then.
    var triggerPrefix: String { isPartitioned ? "_tailrace_\(oid)_" : "_tailrace_" }

    func triggerName(_ event: CaptureEvent) -> String { triggerPrefix + event.rawValue }

    /// Names of functions are made of the table's number: any name would have to be cut to 63 bytes.
    func functionName(_ event: CaptureEvent) -> String {
        "capture_\(oid)_\(event.rawValue)"
    }
}
