/// How long to wait before the next try: exponential backoff with full jitter and a cap.
///
/// Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
public struct RetrySchedule: Sendable {
    /// The upper bound of the first wait.
    public let base: Duration
    /// The upper bound of every wait.
    public let cap: Duration
    /// How many tries have failed in a row.
    public private(set) var failures = 0

    /// Makes a schedule with no failure so far.
    public init(base: Duration = .milliseconds(100), cap: Duration = .seconds(30)) {
        self.base = base
        self.cap = cap
    }

    /// Notes a failure.
    /// - Returns: how long to wait before the next try.
    public mutating func failed() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return failed(using: &generator)
    }

    /// Notes a failure, with a given source of chance.
    /// - Returns: how long to wait before the next try: a tenth of the bound at the least, so that a failing
    ///   neighbour is never asked in a tight loop.
    public mutating func failed(using generator: inout some RandomNumberGenerator) -> Duration {
        let bound = min(cap, base * (1 << min(failures, 20)))
        failures += 1
        return bound * Double.random(in: 0.1...1, using: &generator)
    }

    /// Notes a success: the next failure starts again from the base.
    public mutating func succeeded() {
        failures = 0
    }
}
