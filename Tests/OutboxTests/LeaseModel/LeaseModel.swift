import TailraceCore

/// Relays, a sink's row in the database, and the sink: everything that can happen, in any order.
///
/// Relays freeze by doing nothing, at any place and for any time. Statements reach the database at any time after they were
/// sent, also when their sender has given up or died. Time passes as it likes, and a relay's own clock may stand still.
/// What a relay decides is what the program decides: `LeaseTerm` and `SinkStanding`.
struct LeaseModel: Hashable {
    struct Rules {
        var relays = 2
        var changes = 2
        /// Where the search ends.
        var epochs = 3
        var statements = 2
        /// Whether the sink stores its position with the data, and refuses what carries an older epoch.
        var isFenced = true
        var flaws: Set<Flaw> = []
        let term = 2
    }

    struct Statement: Hashable {
        let relay: Int
        let epoch: Int
        let number: Int
        let position: Int
        /// Two may be under way at once that say the same: the first was given up.
        var isAgain = false
    }

    struct Written: Hashable {
        let change: Int
        let epoch: Int
        let relay: Int
    }

    enum Phase: Hashable {
        case idle
        /// The lease is taken, the sink not open.
        case acquired(mark: Int)
        /// About to look whether the lease holds.
        case ready
        /// About to deliver.
        case checked
        case delivered
        case marking
    }

    struct Relay: Hashable {
        var phase = Phase.idle
        var epoch = 0
        var position = 0
        var marks = 0
        /// How long ago the lease was asked for, by this relay's clock.
        var age = 0
    }

    struct Sink: Hashable {
        var fence = 0
        var position = 0
        var written: [Written] = []
    }

    var row = LeaseRow()
    var relays: [Relay]
    var sink = Sink()
    var network: Set<Statement> = []
    /// What a step has done that must never be.
    var offence: String?

    init(_ rules: Rules) {
        relays = Array(repeating: Relay(), count: rules.relays)
    }

    // MARK: What can happen

    enum Step: Hashable {
        /// Time passes; the clocks of these relays stand still.
        case tick(still: Set<Int>)
        case acquire(Int, answerIsLost: Bool)
        case open(Int)
        case check(Int)
        case deliver(Int, answerIsLost: Bool)
        case sendMark(Int)
        case arrive(Statement, answerIsLost: Bool)
        case vanish(Statement)
        case release(Int)
        case crash(Int)
    }

    func steps(_ rules: Rules) -> [Step] {
        var steps: [Step] = []
        if row.left ?? 0 > 0 || relays.contains(where: { $0.phase != .idle && $0.age < rules.term }) {
            steps.append(.tick(still: []))
            steps += relays.indices.map { .tick(still: [$0]) }
        }
        for (index, relay) in relays.enumerated() {
            switch relay.phase {
            case .idle:
                if row.epoch < rules.epochs, row.left ?? 0 <= 0 || row.owner == index {
                    steps += [.acquire(index, answerIsLost: false), .acquire(index, answerIsLost: true)]
                }
            case .acquired: steps.append(.open(index))
            case .ready: steps += relay.position < rules.changes ? [.check(index), .release(index)] : [.release(index)]
            case .checked:
                steps.append(.deliver(index, answerIsLost: false))
                if rules.isFenced { steps.append(.deliver(index, answerIsLost: true)) }
            case .delivered, .marking:
                if network.count < rules.statements { steps.append(.sendMark(index)) }
            }
            if relay.phase != .idle { steps.append(.crash(index)) }
        }
        for statement in network {
            steps += [
                .arrive(statement, answerIsLost: false), .arrive(statement, answerIsLost: true), .vanish(statement),
            ]
        }
        return steps
    }

    func after(_ step: Step, _ rules: Rules) -> LeaseModel {
        var next = self
        next.take(step, rules)
        return next
    }

    private mutating func take(_ step: Step, _ rules: Rules) {
        let flaws = rules.flaws
        switch step {
        case .tick(let still):
            if let left = row.left { row.left = max(0, left - 1) }
            for index in relays.indices where !still.contains(index) {
                relays[index].age = min(rules.term, relays[index].age + 1)
            }
        case .acquire(let index, let answerIsLost):
            guard let epoch = row.acquire(index, for: rules.term, flaws), !answerIsLost else { return }
            relays[index] = Relay(phase: .acquired(mark: row.mark), epoch: epoch)
        case .open(let index):
            guard case .acquired(let mark) = relays[index].phase else { return }
            guard let own = openSink(relays[index].epoch, rules) else { return relays[index] = Relay() }
            let standing = SinkStanding(
                own: own.map(Self.position), unmarked: nil, mark: Self.position(mark), seekRevision: 0,
                present: SourceHistory(cluster: 1, database: 1, timeline: 1), server: Self.position(.max / 2).snapshot)
            let position = if case .own(let own) = standing { own } else { Self.position(mark) }
            relays[index].position = Int(position.highest.rawValue)
            relays[index].phase = .ready
        case .check(let index):
            let term = LeaseTerm(begin: .seconds(-relays[index].age), duration: .seconds(rules.term))
            if term.isOver(at: .zero) {
                guard row.renew(epoch: relays[index].epoch, for: rules.term, flaws) else {
                    return relays[index] = Relay()
                }
                relays[index].age = 0
                if relays[index].epoch != row.epoch { offence = "a lease that is lost is renewed" }
            }
            relays[index].phase = .checked
        case .deliver(let index, let answerIsLost):
            let isTaken = rules.flaws.contains(.markBeforeDelivery) || deliver(from: index, rules)
            if !isTaken {
                relays[index] = Relay()
            } else if !answerIsLost {
                relays[index].marks += 1
                relays[index].phase = .delivered
            } else {
                relays[index].phase = .ready
            }
        case .sendMark(let index):
            let relay = relays[index]
            var statement = Statement(
                relay: index, epoch: relay.epoch, number: relay.marks, position: relay.position + 1)
            statement.isAgain = network.contains(statement)
            network.insert(statement)
            relays[index].phase = .marking
        case .arrive(let statement, let answerIsLost):
            network.remove(statement)
            apply(statement, answerIsLost: answerIsLost, rules)
        case .vanish(let statement):
            network.remove(statement)
        case .release(let index):
            _ = row.release(epoch: relays[index].epoch)
            relays[index] = Relay()
        case .crash(let index):
            relays[index] = Relay()
        }
    }

    /// - Returns: nil when the sink refuses; otherwise its own position, where it keeps one.
    private mutating func openSink(_ epoch: Int, _ rules: Rules) -> Int?? {
        guard rules.isFenced else { return .some(nil) }
        if !rules.flaws.contains(.sinkWithoutFence) {
            guard epoch >= sink.fence else { return nil }
            sink.fence = epoch
        }
        return rules.flaws.contains(.ownPositionIgnored) ? .some(nil) : .some(sink.position)
    }

    private mutating func deliver(from index: Int, _ rules: Rules) -> Bool {
        let relay = relays[index]
        if rules.isFenced, !rules.flaws.contains(.sinkWithoutFence), relay.epoch < sink.fence { return false }
        // The same batch again, whose answer was lost, it has.
        if rules.isFenced, relay.position < sink.position, sink.written.last?.epoch == relay.epoch { return true }
        if let last = sink.written.last, rules.isFenced, last.epoch > relay.epoch {
            offence = "the epoch \(relay.epoch) writes after the epoch \(last.epoch)"
        }
        if sink.written.contains(where: { $0.epoch == relay.epoch && $0.relay != index }) {
            offence = "two relays write in the epoch \(relay.epoch)"
        }
        sink.written.append(Written(change: relay.position, epoch: relay.epoch, relay: index))
        sink.position = relay.position + 1
        return true
    }

    private mutating func apply(_ statement: Statement, answerIsLost: Bool, _ rules: Rules) {
        let before = row
        let isMade = row.mark(
            statement.position, number: statement.number, epoch: statement.epoch, for: rules.term, rules.flaws)
        if isMade {
            if statement.epoch != before.epoch {
                offence = "a mark of epoch \(statement.epoch) in epoch \(before.epoch)"
            }
            if row.mark < before.mark { offence = "the mark goes from \(before.mark) back to \(row.mark)" }
        }
        let sender = relays[statement.relay]
        guard !answerIsLost, sender.phase == .marking, sender.epoch == statement.epoch, sender.marks == statement.number
        else { return }
        if isMade {
            relays[statement.relay].position = statement.position
            relays[statement.relay].phase = .ready
        } else {
            relays[statement.relay] = Relay()
        }
    }

    // MARK: What must hold

    /// Why this state must never be; nil when it may.
    func violation(_ rules: Rules) -> String? {
        if let offence { return offence }
        let changes = sink.written.map(\.change)
        if let lost = (0..<row.mark).first(where: { !changes.contains($0) }) {
            return "the change \(lost) is marked and was never delivered"
        }
        if rules.isFenced, changes != Array(0..<changes.count) { return "the sink has \(changes)" }
        var seen = 0
        for change in changes {
            if change > seen { return "the change \(change) comes before \(seen): \(changes)" }
            seen = max(seen, change + 1)
        }
        return nil
    }

    /// Whether all comes to the sink when nothing more goes wrong.
    func comesToAnEnd(_ rules: Rules) -> Bool {
        var state = self
        var calm = rules
        calm.epochs = .max
        for index in state.relays.indices { state.take(.crash(index), calm) }
        for _ in 0..<rules.term { state.take(.tick(still: []), calm) }
        state.take(.acquire(0, answerIsLost: false), calm)
        state.take(.open(0), calm)
        while state.relays[0].phase == .ready, state.relays[0].position < rules.changes {
            state.take(.check(0), calm)
            state.take(.deliver(0, answerIsLost: false), calm)
            state.take(.sendMark(0), calm)
            for statement in state.network where statement.epoch == state.relays[0].epoch {
                state.take(.arrive(statement, answerIsLost: false), calm)
            }
        }
        return state.relays[0].position == rules.changes && state.violation(rules) == nil
    }

    private static func position(_ count: Int) -> Position {
        Position(snapshot: .beginning, highest: SequenceNumber(rawValue: Int64(count)))
    }
}
