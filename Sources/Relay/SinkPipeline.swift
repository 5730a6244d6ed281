import Logging
import Outbox
import PostgresClient
import ServiceLifecycle
import SinkKit
import TailraceCore

/// Serves one sink: lease, read, deliver, mark. Independent of every other pipeline.
struct SinkPipeline: Sendable {
    let definition: SinkDefinition
    let surroundings: RelaySurroundings
    private let ledger: SinkLedger
    private let logger: Logger
    private let turnstile = Turnstile()

    init(_ definition: SinkDefinition, _ surroundings: RelaySurroundings) {
        self.definition = definition
        self.surroundings = surroundings
        ledger = SinkLedger(database: surroundings.control, source: surroundings.source)
        var logger = surroundings.logger
        logger[metadataKey: "sink"] = "\(definition.name)"
        self.logger = logger
    }

    /// Runs until the relay is to stop. Whatever goes wrong, the sink is taken up again.
    /// - Throws: `SinkError` of kind `ended` when the destination is gone for good.
    func run() async throws {
        var schedule = RetrySchedule(base: options.retryBase, cap: options.retryCap)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let began = ContinuousClock.now
            do {
                let (keeper, mark) = try await acquire()
                try await serve(from: mark, keeper)
            } catch is CancellationError {
                continue
            } catch let error as LeaseLost {
                logger.warning("\(error); standing by")
            } catch let error as SinkError where error.kind == .ended {
                throw error
            } catch {
                if began.duration(to: .now) > options.retryCap { schedule.succeeded() }
                let wait = schedule.failed()
                await note(error, "delivery was interrupted", schedule.failures, wait, nil)
                try? await Pause.sleep(for: wait)
            }
        }
    }

    // MARK: The lease

    private func acquire() async throws -> (LeaseKeeper, mark: Position) {
        try await retrying("the sink's lease cannot be taken", nil) {
            try await ledger.register(definition.name, type: definition.type, start: definition.start)
        }
        var told: String?
        while true {
            let asked = ContinuousClock.now
            let acquisition = try await retrying("the sink's lease cannot be taken", nil) {
                try await ledger.acquire(
                    definition.name, type: definition.type, owner: surroundings.owner, for: options.lease)
            }
            if let acquisition {
                return (LeaseKeeper(acquisition.lease, ledger: ledger, acquiredAt: asked), acquisition.position)
            }
            let holder = try await retrying("the sink's lease cannot be read", nil) {
                try await ledger.holder(of: definition.name)
            }
            if holder == nil, try await SourceCheck.identify(surroundings.control) != surroundings.source {
                throw SourceProblem.otherSource
            }
            if let holder, told != holder.owner {
                told = holder.owner
                logger.notice("served by \(holder.owner); standing by")
            }
            try await Pause.sleep(for: min(holder?.remaining ?? .zero, options.lease / 3) + .milliseconds(20))
        }
    }

    private func serve(from mark: Position, _ keeper: LeaseKeeper) async throws {
        // Marks go over the connection that reads, so that a lock on one sink's row never delays another sink.
        let database = surroundings.connect()
        let sink = definition.makeSink(SinkContext(name: definition.name, source: surroundings.source))
        let outcome = await Result {
            try await withThrowingTaskGroup { group in
                group.addTask { try await keeper.run() }
                group.addTask { try await keeper.watch() }
                group.addTask { try await deliver(to: sink, from: mark, database, keeper) }
                // The first to end decides: delivery ends when the relay is to stop, the keeper when the lease is lost.
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        await sink.close()
        // A lost lease is nobody's to release, and a lost database has no ear for it.
        try? await SinkLedger(database: database, source: surroundings.source).release(keeper.lease)
        await database.close()
        try outcome.get()
    }

    // MARK: Delivery

    private func deliver(
        to sink: any Sink, from mark: Position, _ database: PostgresDatabase, _ keeper: LeaseKeeper
    ) async throws {
        let own = try await retrying("the sink cannot be opened", keeper.lease) { () async throws -> Position? in
            try await sink.open()
        }
        try await retrying("the sink's state cannot be reported", keeper.lease) {
            try await ledger.report(.running, nil, keeper.lease)
        }
        let position = own ?? mark
        logger.info("delivering", metadata: ["seq": "\(position.highestDelivered)", "epoch": "\(keeper.lease.epoch)"])
        let replays = ReplayPipeline(
            queue: ReplayQueue(database: surroundings.control), options: options, connect: surroundings.connect,
            logger: logger)
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await deliverLive(to: sink, from: position, database, keeper)
            }
            group.addTask {
                do {
                    try await replays.run(keeper.lease) { batch in
                        try await give(batch, to: sink, keeper)
                    }
                } catch is CancellationError where Task.isShuttingDownGracefully {
                    // Live delivery finishes the batch in hand.
                }
            }
            defer { group.cancelAll() }
            while try await group.next() != nil {}
        }
    }

    private func deliverLive(
        to sink: any Sink, from position: Position, _ database: PostgresDatabase, _ keeper: LeaseKeeper
    ) async throws {
        let reader = LiveReader(
            reader: OutboxReader(
                database: database, position: position, limits: options.batch, source: surroundings.source),
            options: options
        ) { error, failures, wait in
            await note(error, "the outbox cannot be read", failures, wait, keeper.lease)
        } onRecovery: {
            logger.notice("over: the outbox cannot be read")
        }
        let marks = SinkLedger(database: database, source: surroundings.source)
        var upcoming = try await reader.next(mayComeAtOnce: true)
        while true {
            let reading = upcoming
            async let next = reader.next(mayComeAtOnce: reading.hasMore)
            if let batch = reading.batch {
                try await give(batch, to: sink, keeper)
                FaultPoint.reach(.beforeMark)
            }
            try await retrying("the position cannot be marked", keeper.lease) {
                try await marks.mark(reading, keeper.lease)
            }
            FaultPoint.reach(.afterMark)
            if let batch = reading.batch {
                surroundings.meter.delivered(batch, hasMore: reading.hasMore, by: definition.name)
            } else {
                surroundings.meter.isIdle(definition.name)
            }
            // In a backlog the next batch is there already; the one in hand is done.
            try Pause.checkpoint()
            upcoming = try await next
        }
    }

    /// Delivers a batch, trying again as long as it takes.
    private func give(_ batch: ChangeBatch, to sink: any Sink, _ keeper: LeaseKeeper) async throws {
        var rest = batch
        FaultPoint.reach(.beforeDeliver)
        var schedule = RetrySchedule(base: options.retryBase, cap: options.retryCap)
        while true {
            let outcome = try await turnstile.pass {
                // Waiting for the turn may have taken long.
                try Task.checkCancellation()
                try await keeper.check()
                return await Self.attempt(rest, sink)
            }
            guard let error = outcome else {
                if schedule.failures > 0 { logger.notice("the sink takes batches again") }
                return
            }
            try Task.checkCancellation()
            guard error.kind != .ended else { throw error }
            if error.delivered > 0 {
                rest = rest.dropping(first: error.delivered)
                schedule.succeeded()
            }
            let wait = schedule.failed()
            await note(error, "the sink does not take a batch", schedule.failures, wait, keeper.lease)
            try await Pause.sleep(for: wait)
        }
    }

    /// - Returns: why the sink did not take the batch; nil when it did.
    private static func attempt(_ batch: ChangeBatch, _ sink: any Sink) async -> SinkError? {
        do throws(SinkError) {
            try await sink.deliver(batch)
            return nil
        } catch {
            return error
        }
    }

    // MARK: Trouble

    private var options: RelayOptions { surroundings.options }

    private var backoff: Backoff { Backoff(base: options.retryBase, cap: options.retryCap) }

    private func retrying<T>(
        _ what: String, _ lease: Lease?, _ body: () async throws -> T
    ) async throws -> T {
        try await backoff.run(
            isHopeless: { ($0 as? SinkError)?.kind == .ended },
            onFailure: { await note($0, what, $1, $2, lease) },
            onRecovery: { logger.notice("over: \(what)") }, body)
    }

    /// Says what went wrong: in the log, on the progress line, and in the sink's row where it can be reached.
    private func note(
        _ error: any Error, _ what: String, _ failures: Int, _ wait: Duration, _ lease: Lease?
    ) async {
        let kind = (error as? SinkError)?.kind.description ?? (error is PostgresError ? "database" : "error")
        let level: Logger.Level = (error as? SinkError)?.kind == .needsOperator ? .error : .warning
        logger.log(
            level: backoff.isWorthALine(failures, wait) ? level : .debug, "\(what): \(error)",
            metadata: ["failures": "\(failures)", "next_try_in": "\(wait.seconds.formatted(decimals: 1)) s"])
        surroundings.meter.failed("\(error)", sink: definition.name)
        guard let lease else { return }
        let trouble = SinkTrouble(kind: kind, message: "\(what): \(error)", failures: failures, nextTry: wait)
        // Where the database is the trouble, there is nowhere to put it.
        try? await ledger.report(.retrying, trouble, lease)
    }
}

extension Double {
    /// In decimal digits.
    func formatted(decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return "\((self * scale).rounded() / scale)"
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
