import TailraceCore

/// What one look into the outbox has brought.
public struct WindowReading: Sendable {
    /// The changes; nil when there were none.
    public let batch: ChangeBatch?
    /// The position before.
    public let start: Position
    /// The position once the batch is delivered.
    public let end: Position
    /// Whether there is more to be had at once.
    public let hasMore: Bool

    /// The snapshots between which the batch's changes became visible.
    public var visibility: (since: Snapshot, upTo: Snapshot) {
        end.window.map { (end.snapshot, $0.snapshot) } ?? (start.snapshot, end.snapshot)
    }
}
