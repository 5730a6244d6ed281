/// Which transactions have stragglers in a window?
public struct StragglerSearch: Hashable, Sendable {
    /// The window begins behind what this snapshot shows.
    public let since: Snapshot
    /// Stragglers have sequence numbers at or below this one.
    public let highest: SequenceNumber
    /// Where the window ends; nil to end it at a snapshot taken now.
    public let upTo: Snapshot?
}

/// Changes of the stragglers' transactions, by sequence number.
public struct StragglerPage: Hashable, Sendable {
    /// The transactions.
    public let xids: [UInt64]
    /// Only sequence numbers above this one.
    public let after: SequenceNumber
    /// Only sequence numbers at or below this one.
    public let highest: SequenceNumber
}

/// Changes of a window that are not stragglers, by sequence number.
public struct RestPage: Hashable, Sendable {
    /// What this snapshot shows is not wanted any more.
    public let since: Snapshot
    /// Only what this snapshot shows is wanted.
    public let upTo: Snapshot
    /// Only sequence numbers above this one; excludes all stragglers.
    public let after: SequenceNumber
}
