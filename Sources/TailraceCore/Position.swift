/// How far a sink is: everything visible in `snapshot` has been delivered, and of the open window everything up to
/// its `last`.
public struct Position: Hashable, Sendable, Codable {
    /// Everything that this snapshot shows has been delivered.
    public var snapshot: Snapshot
    /// The highest sequence number delivered by the windows that are closed. It only splits a window into stragglers
    /// (at or below it) and the rest; any value is correct, the true one is quick.
    public var highest: SequenceNumber
    /// The window that is being delivered, if delivery stopped inside one.
    public var window: OpenWindow?

    /// A window that has been opened and not yet delivered to its end.
    public struct OpenWindow: Hashable, Sendable, Codable {
        /// The window holds what this snapshot shows and the position's own does not.
        public var snapshot: Snapshot
        /// The last sequence number delivered of this window; below the first change when nothing was.
        public var last: SequenceNumber

        /// Makes a window.
        public init(snapshot: Snapshot, last: SequenceNumber) {
            self.snapshot = snapshot
            self.last = last
        }
    }

    /// Before every change.
    public static let earliest = Position(snapshot: .beginning, highest: .zero)

    /// Makes a position.
    public init(snapshot: Snapshot, highest: SequenceNumber, window: OpenWindow? = nil) {
        self.snapshot = snapshot
        self.highest = highest
        self.window = window
    }

    /// The highest sequence number known to be delivered.
    public var highestDelivered: SequenceNumber {
        max(highest, window?.last ?? highest)
    }
}
