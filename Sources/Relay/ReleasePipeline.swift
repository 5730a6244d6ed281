import Outbox
import SinkKit
import TailraceCore

/// Carries out what is asked for changes that are kept aside, and lets go what nothing holds any more.
struct ReleasePipeline: Sendable {
    let delivery: Delivery
    let aside: Aside
    let store: DeadLetterStore
    let turnstile: Turnstile
    let poison: PoisonOptions

    private static let pollInterval = Duration.milliseconds(100)
    /// How often to look again at requests that could not be carried out yet, and at what will be read again after a seek.
    private static let patience = Duration.seconds(2)

    /// Runs until the relay is to stop.
    func run() async throws {
        var seen: SinkLevers?
        var looked = ContinuousClock.now
        while true {
            let levers = gate.levers
            let isOpen = if levers.hasRequests { true } else { await aside.isBehind }
            let isDue = isOpen && looked.duration(to: .now) >= Self.patience
            if !levers.isPaused, levers != seen || isDue {
                try await turnstile.pass { try await release(levers.pausedTables) }
                (seen, looked) = (levers, .now)
            }
            try await Pause.sleep(for: Self.pollInterval)
        }
    }

    /// Lets go all that can go. Only when all of it is delivered may live delivery go on with those keys.
    private func release(_ pausedTables: Set<RelationName>) async throws {
        while true {
            try Pause.checkpoint()
            let plan = try await aside.plan(pausedTables: pausedTables)
            if plan.isSettled {
                await aside.adopt(plan)
                gate.isHalted = plan.halt != nil
                return
            }
            let dropped = plan.discards + plan.returns
            if !dropped.isEmpty { try await forget(dropped, delivered: false) }
            for number in plan.discards { troubles.logger.notice("discarded", metadata: ["seq": "\(number)"]) }
            if !plan.releases.isEmpty { try await send(plan.releases, again: false) }
            if !plan.resends.isEmpty { try await send(plan.resends, again: true) }
        }
    }

    /// Delivers a batch of kept changes; what the sink has is kept no more.
    /// - Parameter again: whether later changes of their keys may have been delivered before them.
    private func send(_ numbers: [SequenceNumber], again: Bool) async throws {
        let batch = try await troubles.retrying("the changes kept aside cannot be read", lease) {
            try await store.read(numbers, troubles.options.batch)
        }
        var search = RefusalSearch(places: Array(batch.changes.indices), tries: 1)
        var reason = ""
        while true {
            switch search.next {
            case .done: return
            case .deliver(let places, _):
                let part = places.map { batch.changes[$0].sequence }
                let kind = again ? .replay : try await claim(part)
                FaultPoint.reach(.beforeRelease)
                if let refusal = try await delivery.give(batch.selecting(places, kind)) {
                    reason = "\(refusal.error)"
                    try await forget(Array(part.prefix(refusal.delivered)), delivered: true)
                    search.refused(delivered: refusal.delivered, at: refusal.place)
                } else {
                    FaultPoint.reach(.afterRelease)
                    try await forget(part, delivered: true)
                    FaultPoint.reach(.afterForget)
                    search.delivered()
                    troubles.logger.notice(
                        "delivered what was kept aside",
                        metadata: [
                            "changes": "\(part.count)", "first": "\(part[0])", "last": "\(part[part.count - 1])",
                        ])
                }
            case .giveUp(let place):
                let number = batch.changes[place].sequence
                troubles.logger.error("a change is refused again: \(reason)", metadata: ["seq": "\(number)"])
                // Here no position stops before it: what waits behind it is kept aside already.
                let policy = poison.policy == .skip ? PoisonPolicy.skip : .holdKey
                try await troubles.retrying("what is refused cannot be noted", lease) {
                    try await store.refuse(number, policy: policy, reason: reason)
                }
                // Whatever waits behind it has to be left out.
                guard again else { return }
                search.gaveUp()
            }
        }
    }

    private func claim(_ numbers: [SequenceNumber]) async throws -> ChangeBatch.Kind {
        let revision = try await troubles.retrying("changes kept aside cannot be claimed", lease) {
            try await store.claim(numbers)
        }
        await aside.revised(revision)
        return await .live(end: aside.stored(aside.position))
    }

    private func forget(_ numbers: [SequenceNumber], delivered: Bool) async throws {
        guard !numbers.isEmpty else { return }
        try await troubles.retrying("changes kept aside cannot be dropped", lease) {
            try await store.forget(numbers, delivered: delivered)
        }
    }

    private var gate: SinkGate { delivery.gate }
    private var lease: Lease { delivery.keeper.lease }
    private var troubles: SinkTroubles { delivery.troubles }
}
