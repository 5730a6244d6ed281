import Outbox
import SinkKit
import TailraceCore

/// What is kept aside for a sink, and where live delivery is. Whoever uses it has the turn at the sink.
actor Aside {
    private let store: DeadLetterStore
    private let maxHeld: Int
    private let troubles: SinkTroubles
    private let lease: Lease
    private let history: SourceHistory?
    private var filter: HoldFilter
    private var omissions: Set<SequenceNumber>
    private var unread: Set<SequenceNumber>
    private var count: Int
    private var marks: Int64 = 0
    /// Everything behind it has been delivered or is kept aside.
    private(set) var position: Position
    /// The sink's revision: what it is given to store with each batch.
    private(set) var revision: Int64

    init(
        _ store: DeadLetterStore, maxHeld: Int, _ troubles: SinkTroubles, _ lease: Lease, position: Position,
        revision: Int64, history: SourceHistory?, pausedTables: Set<RelationName>
    ) async throws {
        self.store = store
        self.maxHeld = maxHeld
        self.troubles = troubles
        self.lease = lease
        self.position = position
        self.revision = revision
        self.history = history
        let plan = try await troubles.retrying("the changes kept aside cannot be read", lease) {
            try await store.plan(at: position, pausedTables: pausedTables)
        }
        (filter, omissions, unread, count) = (plan.cautiousFilter, plan.omissions, plan.unread, plan.count)
        isHalted = plan.halt != nil
    }

    /// Whether a refused change stopped the sink when this was made.
    let isHalted: Bool

    /// Whether changes that are kept were still to be read again: what can go is not known before they have been.
    var isBehind: Bool { !unread.isEmpty }

    /// What can be done now. Nothing changes by it.
    func plan(pausedTables: Set<RelationName>) async throws -> ReleasePlan {
        try await troubles.retrying("the changes kept aside cannot be read", lease) { @Sendable [store, position] in
            try await store.plan(at: position, pausedTables: pausedTables)
        }
    }

    /// A plan has been carried out, or live delivery begins anew: from now on it holds.
    func adopt(_ plan: ReleasePlan) {
        filter = plan.isSettled ? plan.filter : plan.cautiousFilter
        (omissions, unread, count) = (plan.omissions, plan.unread, plan.count)
    }

    /// A position as the sink is given it to store.
    func stored(_ position: Position) -> Position {
        position.at(revision: revision, in: history)
    }

    /// The number of the next mark under this lease.
    func nextMark() -> Int64 {
        marks += 1
        return marks
    }

    /// Live delivery has come to a place.
    func passed(_ position: Position) {
        self.position = position
    }

    /// The sink has a new revision.
    func revised(_ revision: Int64) {
        self.revision = revision
    }

    /// Takes out of a batch what has to wait, durably.
    /// - Returns: the places of the changes that can be delivered; nil when all can.
    func sort(_ batch: ChangeBatch) async throws -> [Int]? {
        guard !filter.isEmpty || !omissions.isEmpty else { return nil }
        let (flowing, waiting) = divide(batch, batch.changes.indices)
        try await keep(waiting.map { batch.changes[$0].sequence }, nil)
        return flowing.count == batch.changes.count ? nil : flowing
    }

    /// The places in a batch of the changes that do not have to wait.
    func flowing(_ batch: ChangeBatch) -> [Int] {
        batch.changes.indices.filter { !filter.holds(batch.changes[$0], in: batch.bytes) }
    }

    /// Keeps a refused change, durably, and what has to wait behind it.
    /// - Parameters:
    ///   - place: its place in the batch.
    ///   - places: what is still to be delivered of the batch.
    /// - Returns: the places among them that have to wait.
    func refuse(
        _ place: Int, of batch: ChangeBatch, _ refusal: DeadLetterStore.Refusal, before places: [Int]
    ) async throws -> Set<Int> {
        try await keep([batch.changes[place].sequence], refusal)
        guard refusal.policy == .holdKey else { return [] }
        filter.hold(batch.changes[place], in: batch.bytes)
        let (_, waiting) = divide(batch, places)
        try await keep(waiting.map { batch.changes[$0].sequence }, nil)
        return Set(waiting)
    }

    private func divide(
        _ batch: ChangeBatch, _ places: some Swift.Sequence<Int>
    ) -> (flowing: [Int], waiting: [Int]) {
        var (flowing, waiting) = ([Int](), [Int]())
        for place in places {
            let change = batch.changes[place]
            if omissions.contains(change.sequence) { continue }
            if filter.holds(change, in: batch.bytes) {
                filter.hold(change, in: batch.bytes)
                waiting.append(place)
            } else {
                flowing.append(place)
            }
        }
        return (flowing, waiting)
    }

    private func keep(_ numbers: [SequenceNumber], _ refusal: DeadLetterStore.Refusal?) async throws {
        guard !numbers.isEmpty else { return }
        guard count + numbers.count(where: { !unread.contains($0) }) <= maxHeld else {
            throw AsideIsFull(count: count, more: numbers.count, limit: maxHeld)
        }
        count += try await troubles.retrying("changes cannot be kept aside", lease) { @Sendable [store] in
            try await store.keep(numbers, refusal, afterMark: marks)
        }
    }
}

/// More would have to be kept aside than may be.
struct AsideIsFull: Error, CustomStringConvertible {
    static let kind = SinkError.Kind.needsOperator

    let count: Int
    let more: Int
    let limit: Int

    var description: String {
        """
        kept aside: \(count); with the next, \(more), there would be more than max_held, \(limit); see \
        `tailrace dead-letters list`, then retry or discard them, resume what is paused, or raise max_held
        """
    }
}
