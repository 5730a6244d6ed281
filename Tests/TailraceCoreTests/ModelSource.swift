import ChanceTesting
import TailraceCore

/// A database in miniature: transactions that draw numbers from the sequence as they write, hold row locks until they
/// end, and become visible as PostgreSQL would have it.
struct ModelSource {
    /// One change: its number, its transaction, and which version of which key it is.
    struct Row: Equatable {
        var seq: Int64
        var xid: UInt64
        var key: Int
        var version: Int
    }

    private struct Transaction {
        var rows: [Row] = []
        var savepoint: Int?
        /// Few of the ends are long ones'.
        var isLong: Bool
    }

    private(set) var committed: [Row] = []
    private var running: [UInt64: Transaction] = [:]
    private var locks: [Int: UInt64] = [:]
    private var versions: [Int: Int] = [:]
    private var nextXID: UInt64 = 700
    private var latestCompleted: UInt64 = 699
    private var nextSeq: Int64 = 1
    private var generator: SeededGenerator

    private static let keys = 0..<6

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// `xmax` is one above the latest completed transaction: running ones may lie at or above it.
    var snapshot: Snapshot {
        let xmax = latestCompleted + 1
        let inProgress = running.keys.filter { $0 < xmax }.sorted()
        return Snapshot(xmin: inProgress.first ?? xmax, xmax: xmax, inProgress: inProgress)
    }

    /// Something happens.
    mutating func step() {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0...1 where running.count < 8:
            // A number of its own is given to a transaction when it first writes, and not all have captured anything.
            running[nextXID] = Transaction(isLong: generator.happens(0.1))
            nextXID += 1
        case 2...8: write()
        case 9: setOrRollBackSavepoint()
        default: endOne()
        }
    }

    /// Every transaction ends.
    mutating func finish() {
        for xid in running.keys.sorted() { end(xid) }
    }

    private mutating func write() {
        guard let xid = running.keys.sorted().randomElement(using: &generator) else { return }
        let key = Int.random(in: Self.keys, using: &generator)
        guard locks[key] ?? xid == xid else { return }
        locks[key] = xid
        let version = (running[xid]?.rows.last { $0.key == key }?.version ?? versions[key] ?? 0) + 1
        running[xid]?.rows.append(Row(seq: nextSeq, xid: xid, key: key, version: version))
        nextSeq += 1
    }

    private mutating func setOrRollBackSavepoint() {
        guard let xid = running.keys.sorted().randomElement(using: &generator), var transaction = running[xid] else {
            return
        }
        if let savepoint = transaction.savepoint {
            transaction.rows.removeSubrange(savepoint...)
            transaction.savepoint = nil
        } else {
            transaction.savepoint = transaction.rows.count
        }
        running[xid] = transaction
    }

    private mutating func endOne() {
        let isLong = generator.happens(0.05)
        let candidates = running.filter { $0.value.isLong == isLong }.keys.sorted()
        if let xid = candidates.randomElement(using: &generator) { end(xid) }
    }

    private mutating func end(_ xid: UInt64) {
        guard let transaction = running.removeValue(forKey: xid) else { return }
        locks = locks.filter { $0.value != xid }
        latestCompleted = max(latestCompleted, xid)
        guard generator.happens(0.8) else { return }
        committed += transaction.rows
        for row in transaction.rows { versions[row.key] = row.version }
    }
}
