/// How long to wait before looking for changes again: short while there are some, longer and longer while there are
/// none.
public struct PollSchedule: Sendable {
    private let shortest: Duration
    private let longest: Duration
    private var interval: Duration

    /// Makes a schedule.
    /// - Parameters:
    ///   - shortest: the wait after a window that held changes.
    ///   - longest: what the wait grows to while nothing happens.
    public init(shortest: Duration, longest: Duration) {
        self.shortest = shortest
        self.longest = max(shortest, longest)
        self.interval = shortest
    }

    /// The wait after a window that held changes.
    public mutating func foundChanges() -> Duration {
        interval = shortest
        return interval
    }

    /// The wait after a window that held none.
    /// - Parameter cost: how long it took to find that out. A look that is dear (a huge transaction in progress
    ///   leaves many rows to skip) is repeated less often, so that looking never takes more than a third of the time.
    public mutating func foundNothing(cost: Duration) -> Duration {
        defer { interval = min(longest, interval * 1.5) }
        return max(interval, cost * 2)
    }
}
