import FaultTesting
import Foundation

/// How a fault run is done. `TAILRACE_FAULTS_SECONDS` says how long, `TAILRACE_FAULTS_RELAYS` with how many relays,
/// `TAILRACE_SEED` with which chance.
struct FaultSettings: Sendable {
    /// Shorter than any freeze.
    static let lease = Duration.seconds(1)
    /// The longest that a sink may get nothing after its relay was killed or frozen, with nothing else wrong, beyond the
    /// lease: for a loaded machine.
    static let slack = Duration.seconds(10)

    let seconds: UInt64
    let relays: Int
    let seed: UInt64
    let isLong: Bool

    init() {
        seconds = Self.number("TAILRACE_FAULTS_SECONDS") ?? 25
        isLong = seconds >= 120
        relays = Self.number("TAILRACE_FAULTS_RELAYS").map { Int($0) } ?? (isLong ? 3 : 2)
        seed = Self.number("TAILRACE_SEED") ?? .random(in: 1...UInt64(UInt32.max))
    }

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    /// What can be done on this machine.
    static var possibleKinds: Set<FaultKind> {
        var kinds = Set(FaultKind.allCases)
        if !SmallDisk.isPossible { kinds.subtract([.serverDiskFull, .sinkDiskFull, .sinkFilesFull]) }
        if ServerClock.library == nil { kinds.subtract([.clockForward, .clockBack]) }
        return kinds
    }

    var schedule: FaultSchedule {
        FaultSchedule(
            seed: seed, relays: relays, length: .seconds(Int64(seconds)), lease: Self.lease, kinds: Self.possibleKinds)
    }
}
