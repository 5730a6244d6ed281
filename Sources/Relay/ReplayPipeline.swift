import Logging
import Outbox
import PostgresClient
import TailraceCore

/// Carries out the requests to send ranges again, beside live delivery.
struct ReplayPipeline: Sendable {
    let queue: ReplayQueue
    let options: RelayOptions
    let database: PostgresDatabase
    let logger: Logger

    private static let pollInterval = Duration.milliseconds(500)

    /// Runs until the relay is to stop.
    /// - Parameters:
    ///   - lease: the sink's lease.
    ///   - deliver: gives a batch to the sink, and returns when it is durable.
    func run(_ lease: Lease, deliver: @Sendable (ChangeBatch) async throws -> Void) async throws {
        while true {
            try await backoff.run(
                isHopeless: { !($0 is PostgresError || $0 is SourceProblem) },
                onFailure: { error, failures, wait in
                    let level: Logger.Level = backoff.isWorthALine(failures, wait) ? .warning : .debug
                    logger.log(level: level, "replays are held up: \(error)")
                }
            ) {
                // After an interruption the queue knows where to go on.
                if let request = try await Pause.interruptible({ try await queue.next(lease) }) {
                    try await carryOut(request, lease, deliver)
                }
            }
            try await Pause.sleep(for: Self.pollInterval)
        }
    }

    private var backoff: Backoff { Backoff(base: options.retryBase, cap: options.retryCap) }

    private func carryOut(
        _ request: ReplayQueue.Request, _ lease: Lease, _ deliver: (ChangeBatch) async throws -> Void
    ) async throws {
        let limits = BatchLimits(
            changes: min(options.batch.changes, request.changesASecond ?? .max), bytes: options.batch.bytes)
        let reader = RangeReader(database: database, range: request.range, limits: limits)
        logger.info(
            "replay \(request.id) begins", metadata: ["from": "\(request.range.from)", "to": "\(request.range.to)"])
        var last = SequenceNumber(rawValue: request.range.from.rawValue - 1)
        var sent = 0
        let began = ContinuousClock.now
        while true {
            let (batch, hasMore) = try await Pause.interruptible { [last] in try await reader.read(after: last) }
            if let batch {
                try await deliver(batch)
                last = batch.changes.last?.sequence ?? last
                sent += batch.changes.count
            }
            let isWanted = try await queue.advance(
                request, to: hasMore ? last : request.range.to, sent: batch?.changes.count ?? 0,
                isDone: !hasMore, lease)
            guard hasMore, isWanted else { break }
            try Pause.checkpoint()
            if let rate = request.changesASecond {
                let due = began + .seconds(Double(sent) / Double(rate))
                try await Pause.sleep(for: max(.zero, ContinuousClock.now.duration(to: due)))
            }
        }
        logger.info("replay \(request.id) ends", metadata: ["changes": "\(sent)"])
    }
}
