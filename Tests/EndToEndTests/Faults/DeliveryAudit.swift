/// Checks, change by change, what an exactly-once sink has been given: each key's versions must come as 1, 2, 3 … and
/// every sequence number once. So a loss shows at the key's next change, not only in the end.
struct DeliveryAudit {
    private(set) var changes = 0
    private(set) var twice = 0
    private(set) var outOfOrder = 0
    /// The first things that were wrong, for people.
    private(set) var complaints: [String] = []

    private var seqs: Set<Int64> = []
    private var newest: [Int: Int64] = [:]
    private var skipped: [Int: Set<Int64>] = [:]

    /// Takes the next change.
    /// - Parameter context: what was going on, for the complaint.
    mutating func take(_ event: StormEvent, context: () -> String) {
        changes += 1
        guard seqs.insert(event.seq).inserted else {
            twice += 1
            return complain("change \(event.seq) came twice", context)
        }
        for (key, version) in event.versions { take(version, of: key, seq: event.seq, context) }
    }

    private mutating func take(_ version: Int64, of key: Int, seq: Int64, _ context: () -> String) {
        let last = newest[key, default: 0]
        if version > last {
            newest[key] = version
            guard version > last + 1 else { return }
            skipped[key, default: []].formUnion((last + 1)..<version)
            complain("version \(version) of key \(key) came after \(last) (change \(seq))", context)
        } else if skipped[key]?.remove(version) != nil {
            outOfOrder += 1
            complain("version \(version) of key \(key) came late, after \(last) (change \(seq))", context)
        } else {
            twice += 1
            complain("version \(version) of key \(key) came twice (change \(seq))", context)
        }
    }

    private mutating func complain(_ what: String, _ context: () -> String) {
        if complaints.count < 20 { complaints.append("\(what); \(context())") }
    }

    /// Whether nothing was wrong so far.
    var isRightSoFar: Bool { twice == 0 && outOfOrder == 0 && skipped.values.allSatisfy(\.isEmpty) }

    /// Compares with what the application's own tables say in the end.
    func verdict(_ truth: [Int: Int64]) -> Verdict {
        var (lost, uncommitted) = (skipped.values.reduce(0) { $0 + $1.count }, 0)
        for key in Set(truth.keys).union(newest.keys) {
            let difference = Int(truth[key, default: 0] - newest[key, default: 0])
            lost += max(0, difference)
            uncommitted += max(0, -difference)
        }
        return Verdict(lost: lost, twice: twice, outOfOrder: outOfOrder, uncommitted: uncommitted)
    }

    /// What must be nothing but zeros.
    struct Verdict: Equatable {
        /// Versions that were committed and never delivered.
        var lost = 0
        var twice = 0
        var outOfOrder = 0
        /// Versions that were delivered and never committed.
        var uncommitted = 0
    }
}
