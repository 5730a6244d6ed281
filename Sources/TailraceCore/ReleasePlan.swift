/// What can be done with the changes that are kept aside for a sink, and which later ones have to wait for the rest.
///
/// Nothing says of a waiting change what it waits for: that follows from the order. A change can go when it is not refused
/// itself (or somebody wants it to be tried again), its table is not paused, and no earlier change of its key stays.
public struct ReleasePlan: Sendable {
    /// To be delivered now, in this order.
    public private(set) var releases: [SequenceNumber] = []
    /// To be sent again beside live delivery: later changes of their keys may have been delivered.
    public private(set) var resends: [SequenceNumber] = []
    /// To be dropped.
    public private(set) var discards: [SequenceNumber] = []
    /// To be kept no more, since live delivery comes to them and tries them again.
    public private(set) var returns: [SequenceNumber] = []
    /// To be left out when live delivery comes to them.
    public private(set) var omissions: Set<SequenceNumber> = []
    /// The refused change by which the sink is stopped; nil when it is not.
    public private(set) var halt: SequenceNumber?
    /// What live delivery has to keep aside once the rest of the plan is carried out.
    public private(set) var filter: HoldFilter
    /// What it has to keep aside as long as nothing of the plan is.
    public private(set) var cautiousFilter: HoldFilter
    /// Changes that are kept already, and will be read again.
    public private(set) var unread: Set<SequenceNumber> = []
    /// How many changes are kept aside.
    public let count: Int

    /// Whether there is nothing to do but to wait.
    public var isSettled: Bool { releases.isEmpty && resends.isEmpty && discards.isEmpty && returns.isEmpty }

    /// Makes a plan.
    /// - Parameters:
    ///   - kept: the changes kept aside, by ascending sequence numbers.
    ///   - marks: what is known of each of them besides.
    ///   - position: where live delivery is. What is not behind it will be read again: it must neither be delivered from
    ///     here before that, nor a second time then.
    ///   - pausedTables: the tables that are to be given nothing.
    public init(
        kept: ChangeBatch, marks: [KeptMark], position: Position, pausedTables: some Swift.Sequence<RelationName>
    ) {
        filter = HoldFilter(tables: pausedTables)
        cautiousFilter = filter
        count = kept.changes.count
        for (change, mark) in zip(kept.changes, marks) {
            let isBehind = position.covers(change)
            if !isBehind { unread.insert(change.sequence) }
            if mark.policy == nil || mark.policy == .holdKey { cautiousFilter.hold(change, in: kept.bytes) }
            switch (mark.policy, mark.request) {
            case (.stop, nil) where !isBehind: halt = halt ?? change.sequence
            case (.stop, .retry) where !isBehind: returns.append(change.sequence)
            case (.stop, .discard) where !isBehind: omissions.insert(change.sequence)
            case (.holdKey, .discard) where !isBehind: omissions.insert(change.sequence)
            case (.holdKey, .retry) where !isBehind && !filter.holds(change, in: kept.bytes):
                returns.append(change.sequence)
            case (.skip, _) where !isBehind: break
            case (_, _) where !isBehind: filter.hold(change, in: kept.bytes)
            case (.some, .discard): discards.append(change.sequence)
            case (.skip, nil), (.stop, nil): break
            case (.skip, .retry), (.stop, .retry):
                if !filter.holds(change, in: kept.bytes) { resends.append(change.sequence) }
            case (.holdKey, nil): filter.hold(change, in: kept.bytes)
            case (.holdKey, .retry), (nil, _):
                if filter.holds(change, in: kept.bytes) {
                    filter.hold(change, in: kept.bytes)
                } else {
                    releases.append(change.sequence)
                }
            }
        }
    }
}
