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

    /// The position when the changes up to a sequence number have been delivered: inside the window.
    public func position(after last: SequenceNumber) -> Position {
        Position(
            snapshot: start.snapshot, highest: start.highest, window: .init(snapshot: visibility.upTo, last: last))
    }

    /// The same window, read up to a place in it.
    /// - Parameters:
    ///   - batch: the changes that have been delivered of it; nil when none was.
    ///   - end: the position then.
    public func delivered(_ batch: ChangeBatch?, upTo end: Position) -> WindowReading {
        WindowReading(batch: batch, start: start, end: end, hasMore: hasMore)
    }
}
