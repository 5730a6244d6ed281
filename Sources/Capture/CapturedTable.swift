import TailraceCore

/// A table whose changes are to be captured, resolved against the catalogue.
struct CapturedTable: Equatable, Sendable {
    let oid: Int64
    let name: RelationName
    let isPartitioned: Bool
    let key: Key
    var old: OldImage = .full
    var onNoop: NoopPolicy = .skip
    var truncate: TruncatePolicy = .capture
    var operations: Set<RowOperation> = Set(RowOperation.allCases)

    enum Key: Equatable, Sendable {
        case columns([String])
        case row
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

    /// Names of functions are made of the table's number: any name would have to be cut to 63 bytes.
    func functionName(_ event: CaptureEvent) -> String {
        "capture_\(oid)_\(event.rawValue)"
    }
}
