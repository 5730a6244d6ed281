/// Where a sink goes on: decides between its mark in the database, and what the sink or the relay knows beyond it.
///
/// A mark is written to the log after everything that it covers. A server that has a mark has all of that too, however
/// much was lost behind it. What a sink has stored itself proves nothing of the kind once the server is on another
/// timeline, or has gone back.
public enum SinkStanding: Equatable, Sendable {
    /// From what the sink has stored.
    case own(Position)
    /// From the mark.
    case mark
    /// From the mark, which covers all that the sink has stored on another timeline. What it has stored does not count any
    /// more.
    case markInsteadOfOwn
    /// Nowhere, before somebody has decided: the sink has changes up to this number, and the server may have lost them.
    case doubt(SequenceNumber)

    /// Decides.
    /// - Parameters:
    ///   - own: what the sink has stored; nil when it stores nothing.
    ///   - unmarked: what this process has delivered without being able to mark it; nil when there is no such thing.
    ///   - mark: the sink's mark.
    ///   - seekRevision: what is older than this revision does not count.
    ///   - present: the history that the server is in.
    ///   - server: what it shows now.
    public init(
        own: Position?, unmarked: Position?, mark: Position, seekRevision: Int64, present: SourceHistory,
        server: Snapshot
    ) {
        func counts(_ position: Position) -> Bool { (position.revision ?? 0) >= seekRevision }
        func isHere(_ position: Position) -> Bool {
            (position.history ?? present) == present
                && (position.window?.snapshot ?? position.snapshot).xmax <= server.xmax
        }

        if let own, counts(own) {
            self = isHere(own) ? .own(own) : mark.covers(own) ? .markInsteadOfOwn : .doubt(own.highestDelivered)
        } else if own == nil, let unmarked, counts(unmarked), !isHere(unmarked), !mark.covers(unmarked) {
            self = .doubt(unmarked.highestDelivered)
        } else {
            self = .mark
        }
    }
}
