import Outbox
import TailraceCore

/// Looks into the outbox again and again until there is something to deliver.
struct LiveReader: Sendable {
    let reader: OutboxReader
    let options: RelayOptions
    let onFailure: @Sendable (any Error, Int, Duration) async -> Void
    let onRecovery: @Sendable () -> Void

    /// How long nothing may happen before the position is marked all the same, so that it does not fall behind the
    /// transactions of the rest of the database.
    private static let idleMarkInterval = Duration.seconds(5)

    /// Waits for the next changes.
    /// - Parameter mayComeAtOnce: whether the last look left something behind.
    /// - Returns: what was found; without a batch when only the position has moved on for a while.
    /// - Throws: `CancellationError` when the relay is to stop.
    func next(mayComeAtOnce: Bool) async throws -> WindowReading {
        var schedule = PollSchedule(shortest: options.poll, longest: options.idlePoll)
        let began = ContinuousClock.now
        var wait = mayComeAtOnce ? .zero : schedule.foundChanges()
        var start: Position?
        while true {
            if wait > .zero { try await Pause.sleep(for: wait) }
            let asked = ContinuousClock.now
            let reading = try await Pause.interruptible { try await look() }
            FaultPoint.reach(.afterRead)
            start = start ?? reading.start
            if reading.batch != nil { return reading }
            if began.duration(to: .now) >= Self.idleMarkInterval, reading.end != start {
                return reading
            }
            wait = schedule.foundNothing(cost: asked.duration(to: .now))
        }
    }

    private func look() async throws -> WindowReading {
        try await Backoff(base: options.retryBase, cap: options.retryCap).run(
            isHopeless: { ($0 as? SourceProblem)?.isBackInTime == true }, onFailure: onFailure, onRecovery: onRecovery
        ) {
            try await reader.read()
        }
    }
}
