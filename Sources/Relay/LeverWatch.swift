import Logging
import Outbox
import PostgresClient
import TailraceCore

/// Looks again and again what an operator asks of a sink.
struct LeverWatch: Sendable {
    let store: DeadLetterStore
    let gate: SinkGate
    let logger: Logger
    let options: RelayOptions

    private static let pollInterval = Duration.milliseconds(500)

    /// Runs until the relay is to stop.
    /// - Throws: `LeaseLost`, also when somebody has moved the sink's position.
    func run() async throws {
        let backoff = Backoff(base: options.retryBase, cap: options.retryCap)
        while true {
            try await Pause.sleep(for: Self.pollInterval)
            let levers = try await backoff.run(
                isHopeless: { !($0 is PostgresError || $0 is SourceProblem) },
                onFailure: { error, failures, wait in
                    let level: Logger.Level = backoff.isWorthALine(failures, wait) ? .warning : .debug
                    logger.log(level: level, "whether the sink is paused cannot be seen: \(error)")
                }
            ) {
                try await store.levers()
            }
            let before = gate.levers
            gate.levers = levers
            if levers.isPaused != before.isPaused { logger.notice(levers.isPaused ? "paused" : "resumed") }
            for table in levers.pausedTables.subtracting(before.pausedTables).sorted() {
                logger.notice("\(table) is paused")
            }
            for table in before.pausedTables.subtracting(levers.pausedTables).sorted() {
                logger.notice("\(table) is resumed")
            }
        }
    }
}
