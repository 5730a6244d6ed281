import ChanceTesting
import Testing

@testable import TailraceCore

/// What may go of the changes kept aside.
struct ReleasePlanTests {
    /// A change of a table in short: `3 a`, `4 a>b`, `5 !` (a truncate).
    private struct Short {
        var seq: Int64
        var table = "t"
        var key: String?
        var oldKey: String?
    }

    private func batch(_ changes: [Short]) -> ChangeBatch {
        var builder = ChangeBatchBuilder()
        for change in changes {
            func text(_ text: String) -> ByteRange { Array(text.utf8).withUnsafeBytes { builder.append(text: $0) } }
            builder.append(
                Change(
                    sequence: SequenceNumber(rawValue: change.seq), xid: UInt64(change.seq), capturedAt: 0,
                    operation: change.key == nil ? .truncate : .update, schema: text("s"), table: text(change.table),
                    key: change.key.map(text), oldKey: change.oldKey.map(text)))
        }
        return builder.build(.replay)
    }

    /// Behind the changes up to a number.
    private func position(_ seq: Int64) -> Position {
        Position(
            snapshot: Snapshot(xmin: UInt64(seq) + 1, xmax: UInt64(seq) + 1, inProgress: []),
            highest: SequenceNumber(rawValue: seq))
    }

    private func plan(
        _ changes: [(Short, KeptMark)], at seq: Int64 = 1_000, paused: [RelationName] = []
    ) -> ReleasePlan {
        ReleasePlan(
            kept: batch(changes.map(\.0)), marks: changes.map(\.1), position: position(seq), pausedTables: paused)
    }

    private let held = KeptMark()
    private let refused = KeptMark(policy: .holdKey)
    private let retried = KeptMark(policy: .holdKey, request: .retry)
    private let discarded = KeptMark(policy: .holdKey, request: .discard)

    private func numbers(_ sequences: some Swift.Sequence<SequenceNumber>) -> [Int64] { sequences.map(\.rawValue) }

    @Test func nothingGoesBeforeTheRefusedChangeOfItsKey() {
        let plan = plan([
            (Short(seq: 1, key: "a"), refused), (Short(seq: 2, key: "a"), held), (Short(seq: 3, key: "b"), retried),
            (Short(seq: 4, key: "b"), held), (Short(seq: 5, key: "c"), discarded), (Short(seq: 6, key: "c"), held),
        ])
        #expect(numbers(plan.releases) == [3, 4, 6])
        #expect(numbers(plan.discards) == [5])
        let later = batch([Short(seq: 7, key: "a"), Short(seq: 8, key: "b"), Short(seq: 9, key: "c")])
        #expect(later.changes.map { plan.filter.holds($0, in: later.bytes) } == [true, false, false])
        #expect(later.changes.map { plan.cautiousFilter.holds($0, in: later.bytes) } == [true, true, true])
    }

    @Test func aKeyThatAHeldRowMovesToIsHeldToo() {
        let plan = plan([
            (Short(seq: 1, key: "a"), refused), (Short(seq: 2, key: "b", oldKey: "a"), held),
            (Short(seq: 3, key: "b"), held), (Short(seq: 4, key: "c"), held),
        ])
        #expect(numbers(plan.releases) == [4])
        let later = batch([Short(seq: 5, key: "b"), Short(seq: 6, table: "u", key: "a")])
        #expect(later.changes.map { plan.filter.holds($0, in: later.bytes) } == [true, false])
    }

    @Test func aTruncateWaitsForEveryKeyOfItsTableAndTheTableForIt() {
        let waiting = plan([
            (Short(seq: 1, key: "a"), refused), (Short(seq: 2), held), (Short(seq: 3, key: "z"), held),
            (Short(seq: 4, table: "u"), held),
        ])
        #expect(numbers(waiting.releases) == [4])
        let gone = plan([
            (Short(seq: 1, key: "a"), retried), (Short(seq: 2), held), (Short(seq: 3, key: "z"), held),
        ])
        #expect(numbers(gone.releases) == [1, 2, 3])
        #expect(gone.filter.isEmpty)
    }

    @Test func aPausedTableWaitsAsAWhole() {
        let table = RelationName(schema: "s", name: "t")
        let changes = [(Short(seq: 1, key: "a"), held), (Short(seq: 2, table: "u", key: "a"), held)]
        #expect(numbers(plan(changes, paused: [table]).releases) == [2])
        #expect(numbers(plan(changes).releases) == [1, 2])
    }

    @Test func whatWillBeReadAgainIsNotDeliveredFromHere() {
        let changes = [
            (Short(seq: 1, key: "a"), retried), (Short(seq: 2, key: "b"), retried), (Short(seq: 3, key: "b"), held),
            (Short(seq: 4, key: "c"), discarded),
        ]
        let plan = plan(changes, at: 1)
        #expect(numbers(plan.releases) == [1])
        #expect(plan.discards.isEmpty)
        #expect(numbers(plan.unread).sorted() == [2, 3, 4])
        let later = batch([Short(seq: 2, key: "b"), Short(seq: 4, key: "c"), Short(seq: 5, key: "a")])
        // What waits behind the second goes on waiting. The last is left out when live delivery comes to it, so that
        // nothing has to wait for it any more.
        #expect(later.changes.map { plan.filter.holds($0, in: later.bytes) } == [true, false, false])
        #expect(numbers(plan.returns) == [2])
        #expect(numbers(plan.omissions).sorted() == [4])
    }

    @Test func aStopHoldsTheSinkUntilSomebodyDecides() {
        let change = Short(seq: 5, key: "a")
        func stopped(_ request: LetterRequest?, at seq: Int64) -> ReleasePlan {
            plan([(change, KeptMark(policy: .stop, request: request))], at: seq)
        }
        #expect(stopped(nil, at: 4).halt?.rawValue == 5)
        #expect(numbers(stopped(.retry, at: 4).returns) == [5])
        #expect(numbers(stopped(.discard, at: 4).omissions) == [5])
        #expect(stopped(.discard, at: 4).isSettled, "it stays until live delivery has passed it")
        #expect(numbers(stopped(.discard, at: 5).discards) == [5])
        // A seek has gone beyond it.
        #expect(stopped(nil, at: 5).halt == nil)
        #expect(numbers(stopped(.retry, at: 5).resends) == [5])
    }

    @Test func aSkippedChangeHoldsNothingAndIsSentAgainOnItsOwn() {
        let plan = plan([
            (Short(seq: 1, key: "a"), KeptMark(policy: .skip)),
            (Short(seq: 2, key: "a"), KeptMark(policy: .skip, request: .retry)),
        ])
        #expect(numbers(plan.resends) == [2])
        #expect(plan.releases.isEmpty && plan.filter.isEmpty)
    }

    /// Whatever is kept and whatever is asked: of one key nothing overtakes, and what goes is not held afterwards.
    @Test(arguments: seeds)
    func orderPerKeyHolds(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let changes = (1...Int64.random(in: 1...30, using: &chance)).map { seq -> (Short, KeptMark) in
                var short = Short(seq: seq, table: ["t", "u"].randomElement(using: &chance) ?? "t")
                if Int.random(in: 0..<12, using: &chance) > 0 {
                    short.key = ["a", "b", "c", "d"].randomElement(using: &chance)
                    if Int.random(in: 0..<6, using: &chance) == 0 {
                        short.oldKey = ["a", "b", "c", "d"].randomElement(using: &chance)
                    }
                }
                return (short, [held, held, held, refused, retried].randomElement(using: &chance) ?? held)
            }
            let plan = plan(changes)
            let released = Set(numbers(plan.releases))
            #expect(numbers(plan.releases) == released.sorted())
            for (index, later) in changes.enumerated() where released.contains(later.0.seq) {
                for earlier in changes[..<index] where concernSameRow(earlier.0, later.0) {
                    #expect(released.contains(earlier.0.seq), "\(later.0) goes before \(earlier.0)")
                }
            }
            for stays in changes where !released.contains(stays.0.seq) {
                let next = batch([Short(seq: 99, table: stays.0.table, key: stays.0.key ?? "q")])
                #expect(plan.filter.holds(next.changes[0], in: next.bytes))
            }
        }
    }

    private func concernSameRow(_ one: Short, _ other: Short) -> Bool {
        guard one.table == other.table else { return false }
        guard let key = one.key, let otherKey = other.key else { return true }
        return !Set([key, one.oldKey ?? key]).isDisjoint(with: [otherKey, other.oldKey ?? otherKey])
    }
}
