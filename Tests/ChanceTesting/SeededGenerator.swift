import Foundation

/// Chance that can be had again.
///
/// Source: Guy Steele, Doug Lea and Christine Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014
/// (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What the numbers follow from.
    public let seed: UInt64
    private var state: UInt64

    /// Takes a seed.
    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// Takes the seed from the environment's `TAILRACE_SEED`, or a new one, and prints it.
    public init() {
        self.init(seed: Self.givenSeed ?? .random(in: 0...UInt64(UInt32.max)))
        print("TAILRACE_SEED=\(seed)")
    }

    /// The seed that somebody wants to have again.
    public static var givenSeed: UInt64? {
        ProcessInfo.processInfo.environment["TAILRACE_SEED"].flatMap(UInt64.init)
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that has this probability.
    public mutating func happens(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}
