import ChanceTesting

/// The seeds that property tests run with: the same ones every time, and one that nobody has tried. `TAILRACE_SEED`
/// replaces them all, to have a failure again.
let seeds: [UInt64] = {
    if let given = SeededGenerator.givenSeed { return [given] }
    let seeds = Array(1...40) + [UInt64.random(in: 1_000...UInt64(UInt32.max))]
    print("TailraceCoreTests: seeds \(seeds)")
    return seeds
}()
