import ChanceTesting

/// What a fault is done to. Of one target, one fault ends before the next begins.
enum FaultTarget: Hashable, Sendable, CustomStringConvertible {
    case relay(Int)
    case network(Int)
    case server
    case sinks

    var description: String {
        switch self {
        case .relay(let number): "relay \(number)"
        case .network(let number): "network of relay \(number)"
        case .server: "server"
        case .sinks: "sinks"
        }
    }
}

/// One fault of a schedule.
struct ScheduledFault: Equatable, Sendable, CustomStringConvertible {
    /// How long after the beginning.
    let at: Duration
    let kind: FaultKind
    let target: FaultTarget
    /// How long it lasts, for those that last.
    let lasting: Duration

    var description: String {
        let (at, lasting) = (at / .seconds(1), lasting / .seconds(1))
        return "\((at * 100).rounded() / 100) s: \(target): \(kind.rawValue), \((lasting * 100).rounded() / 100) s"
    }
}

/// Which faults come when: a function of the seed, the number of relays, the duration and what the machine can do.
struct FaultSchedule: Equatable, Sendable {
    let faults: [ScheduledFault]

    /// - Parameters:
    ///   - relays: how many run at once.
    ///   - length: after which no fault begins, except that every kind comes once at least.
    ///   - lease: the relays' term.
    ///   - kinds: what this machine can do.
    init(seed: UInt64, relays: Int, length: Duration, lease: Duration, kinds: Set<FaultKind>) {
        var chance = SeededGenerator(seed: seed)
        let relayTargets = (0..<relays).map(FaultTarget.relay)
        let networkTargets = (0..<relays).map(FaultTarget.network)
        var faults: [ScheduledFault] = []
        let lanes: [(targets: [FaultTarget], kinds: [FaultKind], pause: ClosedRange<Int>)] = [
            (relayTargets, FaultKind.relay, 500...6_000),
            (networkTargets, FaultKind.network, 200...5_000),
            ([.server], FaultKind.server, 1_000...5_000),
            ([.sinks], FaultKind.sink, 2_000...8_000),
        ]
        for lane in lanes {
            let possible = lane.kinds.filter(kinds.contains)
            guard !possible.isEmpty else { continue }
            // Dealt like cards, so that no kind is forgotten for long.
            var deck = Deck(possible)
            var missing = Set(possible)
            for (place, target) in lane.targets.enumerated() {
                let isLastTarget = place == lane.targets.count - 1
                var at = chance.milliseconds(0...2_000)
                while at < length || isLastTarget && !missing.isEmpty {
                    let kind = deck.deal(&chance)
                    missing.remove(kind)
                    let lasting = Self.time(for: kind, lease, &chance)
                    faults.append(ScheduledFault(at: at, kind: kind, target: target, lasting: lasting))
                    at += lasting + chance.milliseconds(lane.pause)
                }
            }
        }
        self.faults = faults.sorted { ($0.at, "\($0.target)") < ($1.at, "\($1.target)") }
    }

    /// What is done to each target, in its order.
    var byTarget: [FaultTarget: [ScheduledFault]] { Dictionary(grouping: faults, by: \.target) }

    private static func time(for kind: FaultKind, _ lease: Duration, _ chance: inout SeededGenerator) -> Duration {
        switch kind {
        case .relayKilled, .relayStopped: chance.milliseconds(0...1_500)
        case .relayFrozen: lease + chance.milliseconds(200...2_500)
        case .connectionsReset, .connectionsFinished, .connectionsHalfClosed, .connectionsMuted, .sessionsEnded,
            .backendKilled:
            .zero
        case .connectionsDelayed, .connectionsTrickling, .connectionsRefused: chance.milliseconds(500...3_000)
        case .connectionsSilent: chance.milliseconds(500...4_000)
        case .answersSwallowed: chance.milliseconds(500...2_000)
        case .serverStopped, .postmasterKilled: chance.milliseconds(0...1_500)
        case .serverDiskFull: chance.milliseconds(1_000...3_000)
        case .clockForward, .clockBack: chance.milliseconds(1_500...4_000)
        case .sinkDiskFull, .sinkFilesFull, .sinkFolderLocked, .changePoisoned: chance.milliseconds(1_000...4_000)
        }
    }

    /// Cards that are shuffled anew when all have been dealt.
    private struct Deck {
        private let cards: [FaultKind]
        private var rest: [FaultKind] = []

        init(_ cards: [FaultKind]) {
            self.cards = cards
        }

        mutating func deal(_ chance: inout SeededGenerator) -> FaultKind {
            if rest.isEmpty { rest = cards.shuffled(using: &chance) }
            return rest.removeLast()
        }
    }
}
