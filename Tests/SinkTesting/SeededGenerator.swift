import Foundation

/// Chance that can be repeated: `TAILRACE_SEED` sets the seed, which is printed.
///
/// Source: Guy Steele, Doug Lea and Christine Flood, "Fast Splittable Pseudorandom Number Generators", 2014
/// (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
    /// What the numbers follow from.
    public let seed: UInt64
    private var state: UInt64

    /// Takes the seed from the environment, or a new one.
    public init() {
        seed = ProcessInfo.processInfo.environment["TAILRACE_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)
        state = seed
        print("TAILRACE_SEED=\(seed)")
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
