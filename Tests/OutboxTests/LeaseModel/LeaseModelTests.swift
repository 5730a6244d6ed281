import ChanceTesting
import Testing

/// Every order of events, up to a bound, and long random ones beyond it.
struct LeaseModelTests {
    private struct Counterexample: CustomStringConvertible {
        let violation: String
        let trace: [LeaseModel.Step]

        var description: String {
            ([violation] + trace.enumerated().map { "  \($0.offset + 1). \($0.element)" }).joined(separator: "\n")
        }
    }

    /// Looks at every state that can be reached, the nearest ones first.
    private func search(_ rules: LeaseModel.Rules, atMost bound: Int = .max) -> (states: Int, found: Counterexample?) {
        var states = [LeaseModel(rules)]
        var origins: [(from: Int, step: LeaseModel.Step)?] = [nil]
        var known = Set(states)
        var index = 0
        while index < states.count, states.count < bound {
            for step in states[index].steps(rules) {
                let reached = states[index].after(step, rules)
                guard known.insert(reached).inserted else { continue }
                states.append(reached)
                origins.append((index, step))
                guard let violation = reached.violation(rules) ?? end(reached, rules) else { continue }
                var trace: [LeaseModel.Step] = []
                var place = states.count - 1
                while let origin = origins[place] {
                    trace.append(origin.step)
                    place = origin.from
                }
                return (states.count, Counterexample(violation: violation, trace: trace.reversed()))
            }
            index += 1
        }
        return (states.count, nil)
    }

    private func end(_ state: LeaseModel, _ rules: LeaseModel.Rules) -> String? {
        // What a flaw breaks at first is to be seen, and not only that it does.
        !rules.flaws.isEmpty || state.comesToAnEnd(rules) ? nil : "nobody can bring it to an end"
    }

    @Test(arguments: [true, false]) func noOrderOfEventsBreaksAPromise(isFenced: Bool) {
        var rules = LeaseModel.Rules()
        rules.isFenced = isFenced
        rules.epochs = 2
        rules.statements = isFenced ? 2 : 1
        let (states, found) = search(rules, atMost: 150_000)
        print("LeaseModelTests: \(states) states, fenced: \(isFenced)")
        #expect(found == nil, "\(found.map(String.init(describing:)) ?? "")")
        #expect(states > 1_000)
    }

    private static let seeds = SeededGenerator.givenSeed.map { [$0] } ?? Array(1...10) + [.random(in: 100...1 << 32)]

    @Test(arguments: seeds, [true, false]) func longWalksOfThreeRelaysBreakNoPromise(seed: UInt64, isFenced: Bool) {
        var generator = SeededGenerator(seed: seed)
        let rules = LeaseModel.Rules(relays: 3, changes: 5, epochs: 12, statements: 4, isFenced: isFenced)
        for _ in 0..<20 {
            var state = LeaseModel(rules)
            var trace: [LeaseModel.Step] = []
            while trace.count < 150, let step = state.steps(rules).randomElement(using: &generator) {
                trace.append(step)
                state = state.after(step, rules)
                if let violation = state.violation(rules) ?? end(state, rules) {
                    Issue.record("\(Counterexample(violation: violation, trace: trace))")
                    return
                }
            }
        }
    }

    @Test(arguments: Flaw.allCases) func aFlawIsFound(flaw: Flaw) {
        var rules = LeaseModel.Rules()
        rules.flaws = [flaw]
        let (states, found) = search(rules, atMost: 400_000)
        print("LeaseModelTests: \(flaw), after \(states) states: \(found.map(String.init(describing:)) ?? "nothing")")
        #expect(found != nil)
    }
}
