import Foundation

/// SplitMix64: chance that can be had again. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that has this probability.
    mutating func happens(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}

/// The seeds that property tests run with: the same ones every time, and one that nobody has tried. `TAILRACE_SEED`
/// replaces them all, to have a failure again.
let seeds: [UInt64] = {
    if let given = ProcessInfo.processInfo.environment["TAILRACE_SEED"].flatMap(UInt64.init) { return [given] }
    let seeds = Array(1...40) + [UInt64.random(in: 1_000...UInt64(UInt32.max))]
    print("TailraceCoreTests: seeds \(seeds)")
    return seeds
}()
