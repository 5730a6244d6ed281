/// Which relay should serve which sink: each its fair share of those that it can serve, with no move that this does not
/// need.
///
/// All relays compute it, each by itself, from the same rows of the database; whoever comes to other rows a moment later
/// comes to the same shares in the end, since shares that are fair stay as they are.
public struct SinkShares: Equatable, Sendable {
    /// The relay that should serve each sink. A sink is missing when no relay can serve it, or when somebody holds it who
    /// takes no part in the sharing: it is dealt out once that lease is over.
    public let owners: [String: String]

    /// Deals out sinks.
    /// - Parameters:
    ///   - relays: the relays that live, and which sinks each could serve.
    ///   - holders: who holds which sink now, by a lease that is not over.
    public init(relays: [String: Set<String>], holders: [String: String]) {
        var table = Table(relays: relays)
        let sinks = Set(relays.values.joined()).sorted()
        for sink in sinks {
            guard let holder = holders[sink] else { continue }
            if relays[holder]?.contains(sink) == true { table.give(sink, to: holder) }
        }
        table.held = Set(table.owners.keys)
        for sink in sinks where holders[sink] == nil {
            guard let relay = table.leastBurdened(by: sink) else { continue }
            table.give(sink, to: relay)
        }
        table.balance()
        owners = table.owners
    }

    /// The sinks that a relay should serve.
    public func sinks(of relay: String) -> Set<String> {
        Set(owners.filter { $0.value == relay }.keys)
    }
}

/// Shares that are being dealt out.
private struct Table {
    let relays: [String: Set<String>]
    let names: [String]
    var owners: [String: String] = [:]
    var shares: [String: Set<String>]
    /// What is served already: rather something else moves.
    var held: Set<String> = []

    init(relays: [String: Set<String>]) {
        self.relays = relays
        names = relays.keys.sorted()
        shares = relays.mapValues { _ in [] }
    }

    mutating func give(_ sink: String, to relay: String) {
        if let owner = owners[sink] { shares[owner]?.remove(sink) }
        owners[sink] = relay
        shares[relay]?.insert(sink)
    }

    func leastBurdened(by sink: String) -> String? {
        names.filter { relays[$0]?.contains(sink) == true }.min { burden($0) < burden($1) }
    }

    private func burden(_ relay: String) -> Int { shares[relay]?.count ?? 0 }

    /// Moves sinks until no relay could pass one on, over others where need be, to one that has at least two fewer: that is
    /// as even as it gets.
    mutating func balance() {
        while let moves = evening() {
            for (sink, relay) in moves { give(sink, to: relay) }
        }
    }

    /// The moves that take one sink from a relay to one that has at least two fewer; nil when there is no such pair.
    private func evening() -> [(sink: String, relay: String)]? {
        for relay in names.sorted(by: { burden($0) > burden($1) }) {
            if let moves = path(from: relay) { return moves }
        }
        return nil
    }

    /// The shortest way to pass a sink on from a relay.
    private func path(from start: String) -> [(sink: String, relay: String)]? {
        var arrivals: [String: (sink: String, from: String)] = [:]
        var queue = [start]
        while !queue.isEmpty {
            let relay = queue.removeFirst()
            if burden(relay) <= burden(start) - 2 {
                var moves: [(sink: String, relay: String)] = []
                var place = relay
                while place != start, let arrival = arrivals[place] {
                    moves.append((arrival.sink, place))
                    place = arrival.from
                }
                return moves
            }
            for next in names.sorted(by: { burden($0) < burden($1) }) where next != start && arrivals[next] == nil {
                guard let sink = movable(from: relay, to: next) else { continue }
                arrivals[next] = (sink, relay)
                queue.append(next)
            }
        }
        return nil
    }

    private func movable(from relay: String, to next: String) -> String? {
        let candidates = (shares[relay] ?? []).filter { relays[next]?.contains($0) == true }
        return candidates.filter { !held.contains($0) }.max() ?? candidates.max()
    }
}
