import TailraceCore

/// A table whose changes are to be captured, resolved against the catalogue.
struct CapturedTable: Equatable, Sendable {
    let oid: Int64
    let name: RelationName
    let isPartitioned: Bool
    let key: Key

    enum Key: Equatable, Sendable {
        case columns([String])
        case row
    }

    /// Names of functions are made of the table's number: any name would have to be cut to 63 bytes.
    func functionName(_ event: CaptureEvent) -> String {
        "capture_\(oid)_\(event.rawValue)"
    }
}
