import Logging
import Outbox
import PostgresClient
import ServiceLifecycle
import TailraceCore

/// Rotates and empties the outbox's segments while it has the lease for it. What goes wrong here never touches delivery:
/// the current segment just grows.
struct Housekeeper: Sendable {
    private let keeper: SegmentKeeper
    private let settings: HousekeepingSettings
    private let sinks: [String]
    private let term: Duration
    private let logger: Logger

    /// How often it looks.
    private static let interval = Duration.seconds(1)
    /// The longest wait before it tries again to lock a segment, or after an error.
    private static let longestWait = Duration.seconds(60)
    /// How often it repeats that the outbox is too large.
    private static let alarmInterval = Duration.seconds(300)

    init(_ surroundings: RelaySurroundings, _ settings: HousekeepingSettings, sinks: [String]) {
        keeper = SegmentKeeper(
            database: surroundings.housekeeping, source: surroundings.source, owner: surroundings.owner)
        self.settings = settings
        self.sinks = sinks
        term = max(surroundings.options.lease, Self.interval * 5)
        var logger = surroundings.logger
        logger[metadataKey: "part"] = "housekeeper"
        self.logger = logger
    }

    /// What it remembers from one look to the next.
    private struct Memory {
        var epoch: Int64?
        var failures = RetrySchedule(base: Housekeeper.interval, cap: Housekeeper.longestWait)
        var locks = RetrySchedule(base: Housekeeper.interval, cap: Housekeeper.longestWait)
        /// Not to lock anything before.
        var patience = ContinuousClock.now
        var alarmedAt: ContinuousClock.Instant?
    }

    /// Looks again and again until the relay stops.
    func run() async {
        var memory = Memory()
        while !Task.isCancelled {
            var wait = Self.interval
            do {
                try await look(&memory)
                if memory.failures.failures > 0, let epoch = memory.epoch {
                    try await keeper.leave(epoch: epoch, trouble: "")
                    logger.notice("over: the outbox's segments could not be kept")
                }
                memory.failures.succeeded()
            } catch is CancellationError {
                break
            } catch {
                guard !Task.isCancelled else { break }
                wait = memory.failures.failed()
                let isWorthALine = memory.failures.failures & (memory.failures.failures - 1) == 0
                logger.log(
                    level: isWorthALine ? .warning : .debug,
                    "the outbox's segments cannot be kept; it grows meanwhile: \(error)")
                if let epoch = memory.epoch { try? await keeper.leave(epoch: epoch, trouble: "\(error)") }
            }
            do { try await Pause.sleep(for: wait) } catch { break }
        }
        if let epoch = memory.epoch { await Farewell.say { [keeper] in try await keeper.leave(epoch: epoch) } }
        await keeper.close()
    }

    private func look(_ memory: inout Memory) async throws {
        let before = memory.epoch
        memory.epoch = try await keeper.keep(settings, for: term)
        guard let epoch = memory.epoch else { return }
        if before != epoch { logger.info("keeping the outbox's segments", metadata: ["epoch": "\(epoch)"]) }
        let facts = try await keeper.look()
        let plan = SegmentPlan(facts, settings, configured: sinks)
        alarm(plan, facts, &memory)
        for action in plan.actions {
            try Pause.checkpoint()
            try await perform(action, epoch, &memory)
        }
    }

    private func perform(_ action: SegmentPlan.Action, _ epoch: Int64, _ memory: inout Memory) async throws {
        if action.takesLock, ContinuousClock.now < memory.patience { return }
        FaultPoint.reach(.beforeHousekeeping)
        let outcome = try await keeper.perform(action, settings, epoch: epoch)
        FaultPoint.reach(.afterHousekeeping)
        switch outcome {
        case .done:
            memory.locks.succeeded()
            logger.log(level: action.level, "\(action)")
        case .locked:
            // Whoever wants to read queues up behind a lock that is waited for: not too often.
            memory.patience = .now + memory.locks.failed()
            logger.debug("\(action): in use")
        case .lost, .current, .needed, .retained, .missing:
            logger.debug("\(action): \(outcome)")
        }
    }

    /// Says that the outbox is too large, at once and then every few minutes.
    private func alarm(_ plan: SegmentPlan, _ facts: OutboxFacts, _ memory: inout Memory) {
        guard let size = plan.excess, let maximum = settings.maximumBytes else {
            if memory.alarmedAt != nil { logger.notice("the outbox is within max_size again") }
            memory.alarmedAt = nil
            return
        }
        guard memory.alarmedAt.map({ $0.duration(to: .now) >= Self.alarmInterval }) ?? true else { return }
        memory.alarmedAt = .now
        let holders = Set(facts.segments.flatMap(\.sinks)).sorted().joined(separator: ", ")
        logger.error(
            "the outbox has \(size) bytes, more than max_size (\(maximum)); see `tailrace status`",
            metadata: ["on_full": "\(settings.whenFull.rawValue)", "needed_by": "\(holders)"])
    }
}

extension SegmentPlan.Action: CustomStringConvertible {
    /// What is done, for the log.
    public var description: String {
        switch self {
        case .empty(let number, let early):
            "segment \(number.map { "\($0)" } ?? "default") is given back"
                + (early ? ", before its retention has passed" : "")
        case .add(let number): "segment \(number) is made"
        case .open(let number): "segment \(number) is written to"
        case .pause: "the outbox is full: changes are not captured until there is room"
        case .resume(let number): "changes are captured again, into segment \(number)"
        }
    }

    fileprivate var takesLock: Bool {
        switch self {
        case .empty, .add: true
        case .open, .pause, .resume: false
        }
    }

    fileprivate var level: Logger.Level {
        switch self {
        case .empty(_, early: true): .notice
        case .empty, .add, .open: .info
        case .pause: .critical
        case .resume: .notice
        }
    }
}
