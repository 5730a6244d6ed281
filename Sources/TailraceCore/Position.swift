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
    /// How many seeks and deliveries of changes kept aside the sink had seen: of two stored positions, the one with the
    /// higher revision is the later one. Nil counts as zero.
    public var revision: Int64?
    /// The history that the snapshots belong to. Nil where it was not noted, and in the database, whose marks always
    /// belong to its own.
    public var history: SourceHistory?

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

    /// The same place, as of a revision and in a history.
    public func at(revision: Int64, in history: SourceHistory? = nil) -> Position {
        var position = self
        position.revision = revision > 0 ? revision : nil
        position.history = history
        return position
    }

    /// Whether everything that is behind another position of the same sink is behind this one too.
    public func covers(_ other: Position) -> Bool {
        guard let open = other.window else { return snapshot.includes(other.snapshot) }
        if snapshot.includes(open.snapshot) { return true }
        guard let window, snapshot == other.snapshot else { return false }
        return window.snapshot == open.snapshot && window.last >= open.last
    }

    /// Whether a committed change is behind the position: it is not read again from here.
    public func covers(_ change: Change) -> Bool {
        if snapshot.shows(change.xid) { return true }
        guard let window else { return false }
        return change.sequence <= window.last && window.snapshot.shows(change.xid)
    }

    /// The highest sequence number known to be delivered.
    public var highestDelivered: SequenceNumber {
        max(highest, window?.last ?? highest)
    }
}
