/// How long a lease may be relied on, by the clock of who holds it.
///
/// It counts from the moment before the database was asked, and so ends no later than the lease in the database does.
public struct LeaseTerm: Equatable, Sendable {
    /// When the database was asked last, by the holder's clock.
    public private(set) var begin: Duration
    /// How long it holds from then on.
    public let duration: Duration

    /// Begins a term.
    public init(begin: Duration, duration: Duration) {
        self.begin = begin
        self.duration = duration
    }

    /// When it ends, by the holder's clock.
    public var end: Duration { begin + duration }

    /// Whether the sink may be given nothing more without asking the database.
    public func isOver(at now: Duration) -> Bool { now >= end }

    /// The lease was renewed by a statement sent at that time. Answers may come in another order than they were asked for.
    public mutating func renewed(at asked: Duration) {
        begin = max(begin, asked)
    }
}
