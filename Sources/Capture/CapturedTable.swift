import TailraceCore

/// A table whose changes are to be captured, resolved against the catalogue.
struct CapturedTable: Equatable, Sendable {
    let oid: Int64
    let name: RelationName
    let isPartitioned: Bool
    let key: Key
    var projection: Projection?
    /// An SQL condition over `old` and `new`.
    var when: String?
    var old: OldImage = .full
    var onNoop: NoopPolicy = .skip
    var truncate: TruncatePolicy = .capture
    var operations: Set<RowOperation> = Set(RowOperation.allCases)

    enum Key: Equatable, Sendable {
        case columns([String])
        case row
    }

    /// What is done to a row before it is stored.
    struct Projection: Equatable, Sendable {
        let excluded: [String]
        let masks: [String: Mask]
        /// The columns at the time of setup.
        let known: [String]
    }

    /// What there are triggers for.
    var events: [CaptureEvent] {
        CaptureEvent.allCases.filter { event in
            RowOperation(rawValue: event.rawValue).map(operations.contains) ?? (truncate != .ignore)
        }
    }

    /// Whether a trigger has a WHEN clause.
    func hasCondition(_ event: CaptureEvent) -> Bool {
        event == .update && onNoop == .skip
    }

    /// A condition of the configuration's own looks its operators up in the search path: then it must be a safe one.
    /// Elsewhere every name is qualified, and the clause would only cost time.
    var needsSearchPath: Bool { when != nil }

    /// Names of functions are made of the table's number: any name would have to be cut to 63 bytes.
    func functionName(_ event: CaptureEvent) -> String {
        "capture_\(oid)_\(event.rawValue)"
    }
}
