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
    private let troubles: SinkTroubles
    /// Whoever gives the sink something has it: live delivery, replays, and what was kept aside.
    private let turnstile = Turnstile()
    private let unmarked = UnmarkedDelivery()

    init(_ definition: SinkDefinition, _ surroundings: RelaySurroundings) {
        self.definition = definition
        self.surroundings = surroundings
        ledger = SinkLedger(database: surroundings.control, source: surroundings.source)
        var logger = surroundings.logger
        logger[metadataKey: "sink"] = "\(definition.name)"
        self.logger = logger
        troubles = SinkTroubles(
            sink: definition.name, ledger: ledger, options: surroundings.options, meter: surroundings.meter,
            logger: logger)
    }

    /// Runs until the relay is to stop. Whatever goes wrong, the sink is taken up again.
    /// - Throws: `SinkError` of kind `ended` when the destination is gone for good; `SourceProblem` when only another
    ///   program can serve the database.
    func run() async throws {
        var schedule = RetrySchedule(base: options.retryBase, cap: options.retryCap)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let began = ContinuousClock.now
            do {
                let (keeper, acquisition) = try await Pause.interruptible { try await acquire() }
                try await serve(acquisition, keeper)
            } catch is CancellationError {
                continue
            } catch let error as LeaseLost {
                logger.warning("\(error); standing by")
            } catch let error as SinkError where error.kind == .ended {
                throw error
            } catch  where error.isFinal {
                throw error
            } catch {
                if began.duration(to: .now) > options.retryCap { schedule.succeeded() }
                let wait = schedule.failed()
                await troubles.note(error, "delivery was interrupted", schedule.failures, wait, nil)
                try? await Pause.sleep(for: wait)
            }
        }
    }

    // MARK: The lease

    private func acquire() async throws -> (LeaseKeeper, Acquisition) {
        try await troubles.retrying("the source cannot be served", nil) {
            guard try await SourceCheck.identify(surroundings.control) == surroundings.source else {
                throw SourceProblem.otherSource
            }
        }
        try await register()
        while !shares.hasLooked { try await Pause.sleep(for: .milliseconds(10)) }
        var told: String?
        while true {
            let server = shares.isMine(definition.name) ? nil : shares.owner(of: definition.name)
            if let server {
                tell(server, &told)
                try await Pause.sleep(for: shares.interval)
                continue
            }
            let asked = clock.now
            let acquisition = try await troubles.retrying("the sink's lease cannot be taken", nil) {
                try await ledger.acquire(
                    definition.name, type: definition.type, owner: surroundings.owner, for: options.lease)
            }
            if let acquisition {
                let keeper = LeaseKeeper(acquisition.lease, askedAt: asked, clock: clock) { try await ledger.renew($0) }
                return (keeper, acquisition)
            }
            let holder = try await troubles.retrying("the sink's lease cannot be read", nil) {
                try await ledger.holder(of: definition.name)
            }
            if let holder {
                tell(holder.owner, &told)
            } else {
                guard try await SourceCheck.identify(surroundings.control) == surroundings.source else {
                    throw SourceProblem.otherSource
                }
                // It may have been forgotten.
                try await register()
            }
            try await Pause.sleep(for: min(holder?.remaining ?? .zero, shares.interval) + .milliseconds(20))
        }
    }

    private func register() async throws {
        try await troubles.retrying("the sink's lease cannot be taken", nil) {
            try await ledger.register(definition.name, type: definition.type, start: definition.start)
        }
    }

    private func tell(_ server: String, _ told: inout String?) {
        guard told != server else { return }
        told = server
        logger.notice("served by \(server); standing by")
    }

    private func serve(_ acquisition: Acquisition, _ keeper: LeaseKeeper) async throws {
        let database = surroundings.stream
        let sink = definition.makeSink(
            SinkContext(
                name: definition.name, source: surroundings.source, formerEpochs: surroundings.formerEpochs,
                epoch: keeper.lease.epoch))
        let outcome = await Result {
            try await withThrowingTaskGroup { group in
                group.addTask { try await keeper.run() }
                group.addTask { try await keeper.watch() }
                group.addTask {
                    try await Handover.run {
                        try await shares.untilNotMine(definition.name)
                        logger.notice("handing over to \(shares.owner(of: definition.name) ?? "another relay")")
                    } _: {
                        try await deliver(to: sink, acquisition, database, keeper)
                    }
                }
                // The first to end decides: delivery ends when the relay is to stop, the keeper when the lease is lost.
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        await sink.close()
        // A lost lease is nobody's to release, and a lost database has no ear for it.
        await Farewell.say { [ledger] in try await ledger.release(keeper.lease) }
        try outcome.get()
    }

    // MARK: Delivery

    private func deliver(
        to sink: any Sink, _ acquisition: Acquisition, _ database: PostgresDatabase, _ keeper: LeaseKeeper
    ) async throws {
        let lease = keeper.lease
        let own = try await troubles.retrying("the sink cannot be opened", lease) { () async throws -> Position? in
            try await sink.open()
        }
        let revision = own?.revision ?? 0
        let start = try await troubles.retrying("the sink cannot go on", lease) {
            try await standing(own, acquisition, database)
        }
        let store = DeadLetterStore(database: database, source: surroundings.source, lease: lease)
        let levers = try await troubles.retrying("what is kept aside cannot be read", lease) {
            try await store.settle(revision: revision)
            return try await store.levers()
        }
        let aside = try await Aside(
            store, maxHeld: definition.poison.maxHeld, troubles, lease, position: start.position,
            revision: start.revision, history: start.history, pausedTables: levers.pausedTables)
        let gate = SinkGate(levers, isHalted: aside.isHalted)
        try await troubles.retrying("the sink's state cannot be reported", lease) {
            // What stopped it, and why, is there still.
            if !aside.isHalted { try await ledger.report(.running, nil, lease) }
        }
        logger.info(
            "delivering",
            metadata: ["seq": "\(start.position.highestDelivered)", "epoch": "\(lease.epoch)"])
        if aside.isHalted { logger.error("still stopped by a refused change; see `tailrace dead-letters list`") }
        let delivery = Delivery(sink: sink, keeper: keeper, gate: gate, troubles: troubles)
        try await withThrowingTaskGroup { group in
            group.addTask { try await live(delivery, aside, database, start.history).run() }
            group.addTask {
                let watch = LeverWatch(
                    store: DeadLetterStore(database: surroundings.control, source: surroundings.source, lease: lease),
                    gate: gate, logger: logger, options: options)
                try await untilStopped { try await Pause.interruptible { try await watch.run() } }
            }
            group.addTask {
                try await untilStopped {
                    try await ReleasePipeline(
                        delivery: delivery, aside: aside, store: store, turnstile: turnstile,
                        poison: definition.poison
                    ).run()
                }
            }
            group.addTask {
                try await untilStopped {
                    let replays = ReplayPipeline(
                        queue: ReplayQueue(database: surroundings.control), options: options,
                        database: surroundings.replay, logger: logger)
                    try await replays.run(lease) { try await sendAgain($0, delivery, aside) }
                }
            }
            defer { group.cancelAll() }
            while try await group.next() != nil {}
        }
    }

    /// Runs what ends when the relay is to stop, while live delivery finishes the batch in hand.
    private func untilStopped(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch is CancellationError where Task.isShuttingDownGracefully {}
    }

    /// Where a sink goes on.
    private struct Start {
        let position: Position
        let revision: Int64
        let history: SourceHistory
    }

    /// Finds out where the sink goes on.
    /// - Throws: `SourceProblem` while that is for somebody to decide.
    private func standing(
        _ own: Position?, _ acquisition: Acquisition, _ database: PostgresDatabase
    ) async throws -> Start {
        let source = try await database.perform { session in try SourceCheck.examine(session) }
        guard source.identity == surroundings.source else { throw SourceProblem.otherSource }
        if source.change == .branched, try await ledger.noteBranch() {
            logger.warning(
                """
                the server goes on from a branch of its history: a replica was promoted, or it was restored to a point \
                in time. Changes that were lost with it stay with those who were given them; their numbers are not used \
                again from now on
                """,
                metadata: ["from": "timeline \(source.noted.timeline)", "to": "timeline \(source.present.timeline)"])
        }
        if let doubt = acquisition.doubt { throw SourceProblem.doubt(upTo: doubt) }
        let standing = SinkStanding(
            own: own, unmarked: unmarked.position, mark: acquisition.position, seekRevision: acquisition.seekRevision,
            present: source.present, server: source.snapshot)
        var (position, revision) = (acquisition.position, acquisition.revision)
        if let stored = own?.revision, stored > revision {
            revision = try await ledger.raiseRevision(to: stored, acquisition.lease)
        }
        switch standing {
        case .own(let own): position = own
        case .mark: break
        case .markInsteadOfOwn: revision = try await ledger.adoptMark(acquisition.lease)
        case .doubt(let seq):
            try await ledger.noteDoubt(upTo: seq, acquisition.lease)
            throw SourceProblem.doubt(upTo: seq)
        }
        unmarked.position = nil
        return Start(position: position, revision: revision, history: source.present)
    }

    private func live(
        _ delivery: Delivery, _ aside: Aside, _ database: PostgresDatabase, _ history: SourceHistory
    ) -> LivePipeline {
        let lease = delivery.keeper.lease
        return LivePipeline(
            delivery: delivery, aside: aside, turnstile: turnstile, poison: definition.poison,
            marks: SinkLedger(database: database, source: surroundings.source, history: history), unmarked: unmarked
        ) { position in
            LiveReader(
                reader: OutboxReader(
                    database: database, position: position, limits: options.batch, source: surroundings.source,
                    history: history),
                options: options
            ) { error, failures, wait in
                await troubles.note(error, "the outbox cannot be read", failures, wait, lease)
            } onRecovery: {
                logger.notice("over: the outbox cannot be read")
            }
        }
    }

    /// A replay never puts a change before one that is kept aside, and nothing that it sends is kept aside: it is stored.
    private func sendAgain(_ batch: ChangeBatch, _ delivery: Delivery, _ aside: Aside) async throws {
        try await delivery.gate.untilOpen()
        try await turnstile.pass {
            let flowing = await aside.flowing(batch)
            if flowing.count < batch.changes.count {
                logger.warning(
                    "left out of a replay, since earlier changes of their keys are kept aside",
                    metadata: ["changes": "\(batch.changes.count - flowing.count)"])
            }
            var search = RefusalSearch(places: flowing, tries: definition.poison.tries)
            while true {
                switch search.next {
                case .done: return
                case .deliver(let places, _):
                    if let refusal = try await delivery.give(batch.selecting(places, batch.kind)) {
                        search.refused(delivered: refusal.delivered, at: refusal.place)
                        logger.warning("the sink refuses a change of a replay: \(refusal.error)")
                    } else {
                        search.delivered()
                    }
                case .giveUp: search.gaveUp()
                }
            }
        }
    }

    private var options: RelayOptions { surroundings.options }
    private var shares: ShareWatch { surroundings.shares }
    private var clock: MachineClock { MachineClock() }
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
