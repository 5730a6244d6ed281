/// The outcome of a fault run, as a table.
struct FaultReport: CustomStringConvertible {
    let settings: FaultSettings
    let tally: FaultTally
    let workload: StormTally
    /// Versions that were committed, as the database tells it.
    let committed: Int64
    let verdicts: [(name: String, changes: Int, verdict: DeliveryAudit.Verdict)]
    let stalls: [TakeoverWatch.Stall]

    var description: String {
        let faults = tally.faults
        var lines = ["faults: seed \(settings.seed), \(settings.seconds) seconds, \(settings.relays) relays"]
        lines += FaultKind.allCases.map { row($0.rawValue, "\(faults[$0, default: 0])") }
        lines.append(row("faults in all", "\(faults.values.reduce(0, +))"))
        lines.append(row("application's transactions that a fault took", "\(tally.interruptions)"))
        lines.append(row("versions committed", "\(committed)"))
        for (name, changes, verdict) in verdicts {
            lines.append(row("sink \(name): changes delivered", "\(changes)"))
            lines.append(row("sink \(name): lost", "\(verdict.lost)"))
            lines.append(row("sink \(name): delivered twice", "\(verdict.twice)"))
            lines.append(row("sink \(name): out of order", "\(verdict.outOfOrder)"))
            lines.append(row("sink \(name): never committed", "\(verdict.uncommitted)"))
        }
        for kind in [FaultKind.relayKilled, .relayFrozen] {
            lines.append(row("longest stall, \(kind.rawValue)", longest(kind, undisturbedOnly: false)))
            lines.append(row("  the same, with nothing else wrong", longest(kind, undisturbedOnly: true)))
        }
        lines.append("the application: \(workload.description)")
        return lines.joined(separator: "\n")
    }

    private func longest(_ kind: FaultKind, undisturbedOnly: Bool) -> String {
        let times = stalls.filter { $0.kind == kind && ($0.isUndisturbed || !undisturbedOnly) }.map(\.time)
        guard let longest = times.max() else { return "none" }
        return "\((longest / .seconds(1) * 100).rounded() / 100) s of \(times.count)"
    }

    private func row(_ what: String, _ value: String) -> String {
        "    " + what + String(repeating: " ", count: max(1, 50 - what.count)) + value
    }
}
