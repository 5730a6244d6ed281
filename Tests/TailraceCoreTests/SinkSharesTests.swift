import ChanceTesting
import TailraceCore
import Testing

struct SinkSharesTests {
    private func counts(_ shares: SinkShares, _ relays: [String: Set<String>]) -> [Int] {
        relays.keys.map { shares.sinks(of: $0).count }.sorted()
    }

    @Test func oneRelayServesAll() {
        let shares = SinkShares(relays: ["a": ["1", "2", "3"]], holders: [:])
        #expect(shares.sinks(of: "a") == ["1", "2", "3"])
    }

    @Test func whoJoinsGetsAFairShareAndNothingElseMoves() {
        let sinks: Set = ["1", "2", "3", "4", "5", "6"]
        let holders = ["1": "a", "2": "a", "3": "a", "4": "b", "5": "b", "6": "b"]
        let shares = SinkShares(relays: ["a": sinks, "b": sinks, "c": sinks], holders: holders)
        #expect(["a", "b", "c"].map { shares.sinks(of: $0).count } == [2, 2, 2])
        #expect(shares.owners.filter { holders[$0.key] != $0.value }.count == 2)
    }

    @Test func whoLeavesLeavesItsShareToTheOthers() {
        let sinks: Set = ["1", "2", "3", "4", "5", "6"]
        let holders = ["1": "a", "2": "a", "3": "b", "4": "b"]
        let shares = SinkShares(relays: ["a": sinks, "b": sinks], holders: holders)
        #expect(["a", "b"].map { shares.sinks(of: $0).count } == [3, 3])
        for (sink, holder) in holders { #expect(shares.owners[sink] == holder) }
    }

    @Test func aSinkThatOneAloneKnowsIsItsOwn() {
        let relays: [String: Set<String>] = ["a": ["1", "2", "3"], "b": ["2", "3", "4", "5"]]
        let shares = SinkShares(relays: relays, holders: ["1": "a", "2": "a", "3": "a"])
        #expect(shares.owners["1"] == "a")
        #expect(shares.owners["4"] == "b" && shares.owners["5"] == "b")
        #expect(counts(shares, relays) == [2, 3])
        #expect(shares.owners["2"] == "a" && shares.owners["3"] == "a")
    }

    @Test func sinksArePassedOnOverAnother() {
        // c can only relieve b, and b then a.
        let relays: [String: Set<String>] = ["a": ["1", "2", "3", "4"], "b": ["3", "4", "5"], "c": ["5"]]
        let shares = SinkShares(relays: relays, holders: ["1": "a", "2": "a", "3": "a", "4": "b", "5": "b"])
        #expect(counts(shares, relays) == [1, 2, 2])
        #expect(shares.owners["5"] == "c")
    }

    @Test func whatSomebodyElseHoldsIsLeftAlone() {
        let shares = SinkShares(
            relays: ["a": ["1", "2"], "b": ["1"]], holders: ["1": "an older relay", "2": "b"])
        #expect(shares.owners.isEmpty)
    }

    // MARK: Properties

    private struct Case {
        var relays: [String: Set<String>] = [:]
        var holders: [String: String] = [:]
        let sinks: [String]

        init(_ generator: inout SeededGenerator, knowAll: Bool) {
            sinks = (0..<Int.random(in: 0...7, using: &generator)).map { "s\($0)" }
            for index in 0..<Int.random(in: 1...4, using: &generator) {
                relays["r\(index)"] = Set(sinks.filter { _ in knowAll || Bool.random(using: &generator) })
            }
            for sink in sinks where Bool.random(using: &generator) {
                holders[sink] = (relays.keys.sorted() + ["gone"]).randomElement(using: &generator)
            }
        }

        /// The sinks that are to be dealt out.
        var open: [String] {
            sinks.filter { sink in
                relays.values.contains { $0.contains(sink) }
                    && (holders[sink].map { relays[$0]?.contains(sink) == true } ?? true)
            }
        }

        /// The least sum of squares of all ways to deal them out: that is the most even one.
        var leastUnevenness: Int {
            var loads: [String: Int] = [:]
            func least(_ rest: ArraySlice<String>) -> Int {
                guard let sink = rest.first else { return loads.values.reduce(0) { $0 + $1 * $1 } }
                return relays.filter { $0.value.contains(sink) }.keys.map { relay in
                    loads[relay, default: 0] += 1
                    defer { loads[relay, default: 0] -= 1 }
                    return least(rest.dropFirst())
                }.min() ?? 0
            }
            return least(open[...])
        }
    }

    @Test(arguments: seeds) func sharesAreFairStableAndComplete(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<50 {
            let knowAll = round.isMultiple(of: 2)
            let given = Case(&generator, knowAll: knowAll)
            let shares = SinkShares(relays: given.relays, holders: given.holders)
            // Everything has an owner who can serve it.
            #expect(Set(shares.owners.keys) == Set(given.open))
            for (sink, owner) in shares.owners { #expect(given.relays[owner]?.contains(sink) == true) }
            // As even as it can be.
            let loads = given.relays.keys.map { shares.sinks(of: $0).count }
            #expect(loads.reduce(0) { $0 + $1 * $1 } == given.leastUnevenness, "\(given)")
            if knowAll, let most = loads.max(), let fewest = loads.min() { #expect(most - fewest <= 1) }
            // Once it is so, nothing moves.
            let settled = given.holders.merging(shares.owners) { _, owner in owner }
            #expect(SinkShares(relays: given.relays, holders: settled) == shares)
            // What is held moves only where the holder has too much.
            for (sink, holder) in given.holders where shares.owners[sink] != nil && shares.owners[sink] != holder {
                let before = given.holders.filter { $0.value == holder && shares.owners[$0.key] != nil }.count
                #expect(before > shares.sinks(of: holder).count || !knowAll, "\(given)")
            }
        }
    }

    /// Each relay looks when it likes, and acts upon what it saw then.
    @Test(arguments: seeds) func relaysThatActUponOldLooksComeToFairShares(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var given = Case(&generator, knowAll: seed.isMultiple(of: 2))
        given.holders = given.holders.filter { given.relays[$0.value]?.contains($0.key) == true }
        var looks: [String: SinkShares] = [:]
        var moves = 0
        for _ in 0..<2_000 {
            guard let relay = given.relays.keys.sorted().randomElement(using: &generator) else { return }
            if Bool.random(using: &generator) {
                looks[relay] = SinkShares(relays: given.relays, holders: given.holders)
            } else if let look = looks[relay], let sink = given.sinks.randomElement(using: &generator) {
                if given.holders[sink] == relay, look.owners[sink] != relay {
                    given.holders[sink] = nil
                    moves += 1
                } else if given.holders[sink] == nil, look.owners[sink] == relay {
                    given.holders[sink] = relay
                    moves += 1
                }
            }
        }
        let shares = SinkShares(relays: given.relays, holders: given.holders)
        #expect(shares.owners == given.holders, "every sink has an owner, and nothing is left to move")
        #expect(moves <= 12 * given.sinks.count + 12, "no flapping: \(moves) moves")
    }
}
