import Outbox
import PostgresClient
import ServiceLifecycle
import TailraceCore

/// Repeats what fails, with growing waits, until it works or the relay is to stop.
struct Backoff: Sendable {
    let base: Duration
    let cap: Duration

    /// Whether a failure is worth a line in the log: each doubling of the failures, and then each long wait. Enough to
    /// be seen, and not a flood.
    func isWorthALine(_ failures: Int, _ wait: Duration) -> Bool {
        failures & (failures - 1) == 0 || wait > cap / 4
    }

    /// Runs `body` until it succeeds.
    /// - Parameters:
    ///   - isHopeless: errors that no repetition can mend; they are thrown.
    ///   - onFailure: is told each failure, how many there were in a row and how long the wait will be.
    ///   - onRecovery: is told when it works again after failures.
    /// - Throws: what is hopeless, and `CancellationError` when the relay is to stop meanwhile.
    func run<T>(
        isHopeless: (any Error) -> Bool, onFailure: (any Error, Int, Duration) async -> Void,
        onRecovery: () -> Void = {}, _ body: () async throws -> T
    ) async throws -> T {
        var schedule = RetrySchedule(base: base, cap: cap)
        while true {
            do {
                let result = try await body()
                if schedule.failures > 0 { onRecovery() }
                return result
            } catch {
                try Task.checkCancellation()
                guard !(error is CancellationError), !(error is LeaseLost), !error.isFinal, !isHopeless(error) else {
                    throw error
                }
                let wait = schedule.failed()
                await onFailure(error, schedule.failures, wait)
                try await Pause.sleep(for: wait)
            }
        }
    }
}

extension Error {
    /// Whether this program cannot serve the database any more.
    var isFinal: Bool { (self as? SourceProblem)?.isFinal ?? false }
}

/// What ends early when the relay is to stop.
enum Pause {
    /// - Throws: `CancellationError` when the relay is to stop.
    static func checkpoint() throws {
        guard !Task.isShuttingDownGracefully else { throw CancellationError() }
    }

    /// - Throws: `CancellationError` when the relay is to stop, or the task is cancelled.
    static func sleep(for duration: Duration) async throws {
        try checkpoint()
        try await interruptible { try await Task.sleep(for: duration) }
        try checkpoint()
    }

    /// Runs what may be given up at any moment, such as a look into the database: it is cancelled when the relay is to stop.
    /// - Throws: what `body` throws; `CancellationError` in its place when it was cancelled.
    static func interruptible<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        try await cancelWhenGracefulShutdown {
            do {
                return try await body()
            } catch {
                try Task.checkCancellation()
                throw error
            }
        }
    }
}
