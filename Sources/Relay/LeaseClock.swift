/// The time by which a relay tells for itself whether its lease may be over.
protocol LeaseClock: Sendable {
    /// The time since some moment that stays the same.
    var now: Duration { get }
    /// Waits; longer, when the process or the machine stands still meanwhile.
    func sleep(for duration: Duration) async throws
}

/// A clock that goes on while the process is stopped and while the machine sleeps: on Linux `ContinuousClock` reads
/// `CLOCK_BOOTTIME`. A virtual machine that is paused may stop every clock in it: against that only the epoch helps, which
/// every mark is checked for.
struct MachineClock: LeaseClock {
    private static let start = ContinuousClock.now

    var now: Duration { Self.start.duration(to: .now) }

    func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
