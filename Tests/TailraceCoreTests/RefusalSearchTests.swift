import ChanceTesting
import Testing

@testable import TailraceCore

struct RefusalSearchTests {
    /// A sink that refuses some numbers, and is more or less talkative about it.
    private struct PickySink {
        enum Manner: CaseIterable {
            /// Refuses a batch as a whole.
            case mute
            /// Says which change it refuses, and writes nothing of the batch.
            case tells
            /// Writes what stands before the refused change.
            case writesPrefix
            /// One or the other.
            case moody
        }

        let refused: Set<Int>
        let manner: Manner
        var taken: [Int] = []
        var attempts = 0

        mutating func take(_ batch: [Int], using chance: inout SeededGenerator) -> (delivered: Int, place: Int?)? {
            attempts += 1
            guard let place = batch.firstIndex(where: refused.contains) else {
                taken += batch
                return nil
            }
            let manner =
                manner == .moody ? [.mute, .tells, .writesPrefix].randomElement(using: &chance) ?? .mute : manner
            switch manner {
            case .mute, .moody: return (0, nil)
            case .tells: return (0, place)
            case .writesPrefix:
                taken += batch[..<place]
                return (place, nil)
            }
        }
    }

    @Test(arguments: seeds, PickySink.Manner.allCases)
    private func everyGoodChangeIsDeliveredOnceAndInOrder(seed: UInt64, manner: PickySink.Manner) {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let count = Int.random(in: 0...300, using: &chance)
            let tries = Int.random(in: 1...4, using: &chance)
            let shares: [Double] = [0, 0.01, 0.1, 0.5, 1]
            let share = shares.randomElement(using: &chance) ?? 0
            let places = Array(0..<count)
            var sink = PickySink(
                refused: Set(places.filter { _ in Double.random(in: 0..<1, using: &chance) < share }), manner: manner)
            var search = RefusalSearch(places: places, tries: tries)
            var (refusals, givenUp): ([Int: Int], [Int]) = ([:], [])
            loop: while true {
                switch search.next {
                case .done: break loop
                case .deliver(let batch, _):
                    #expect(search.remaining.starts(with: batch))
                    if let refusal = sink.take(batch, using: &chance) {
                        if batch.count == 1 { refusals[batch[0], default: 0] += 1 }
                        search.refused(delivered: refusal.delivered, at: refusal.place)
                    } else {
                        search.delivered()
                    }
                case .giveUp(let place):
                    givenUp.append(place)
                    #expect(!sink.taken.contains { $0 > place }, "nothing may be delivered before it is dealt with")
                    search.gaveUp()
                }
            }
            #expect(sink.taken == places.filter { !sink.refused.contains($0) })
            #expect(givenUp == sink.refused.sorted())
            #expect(refusals.values.allSatisfy { $0 <= tries })
            let depth = count > 1 ? Int.bitWidth - (count - 1).leadingZeroBitCount : 0
            let bound = 1 + sink.refused.count * (2 * depth + 2 + tries)
            #expect(sink.attempts <= bound)
        }
    }

    @Test func whatWaitsBehindARefusedChangeIsLeftOut() {
        var search = RefusalSearch(places: Array(0..<6), tries: 1)
        search.refused(delivered: 0, at: 2)
        #expect(search.next == .deliver([0, 1], refusals: 0))
        search.delivered()
        #expect(search.next == .giveUp(2))
        search.gaveUp([3, 5])
        #expect(search.next == .deliver([4], refusals: 0))
        #expect(search.remaining == [4])
        search.delivered()
        #expect(search.next == .done)
    }

    @Test func aPartialDeliveryIsNotRepeated() {
        var search = RefusalSearch(places: [3, 5, 8], tries: 2)
        search.delivered(1)
        #expect(search.next == .deliver([5, 8], refusals: 0))
        search.refused(delivered: 1, at: nil)
        #expect(search.next == .deliver([8], refusals: 1))
        search.refused(delivered: 0, at: nil)
        #expect(search.next == .giveUp(8))
    }
}
