import Synchronization

/// How many statements are left, and what has become of them.
final class EqualityTally: Sendable, CustomStringConvertible {
    struct Counts {
        var statements = 0
        var committed = 0
        var rolledBack = 0
        var savepoints = 0
        var failures = 0
    }

    let goal: Int
    private let counts = Mutex(Counts())

    init(goal: Int) {
        self.goal = goal
    }

    var isOver: Bool { counts.withLock { $0.statements >= goal } }
    var now: Counts { counts.withLock { $0 } }

    func count(_ what: WritableKeyPath<Counts, Int> & Sendable, _ number: Int = 1) {
        counts.withLock { $0[keyPath: what] += number }
    }

    var description: String {
        let counts = now
        return """
            \(counts.statements) statements in \(counts.committed) transactions committed and \(counts.rolledBack) \
            rolled back, \(counts.savepoints) parts rolled back to a savepoint, \(counts.failures) statements failed
            """
    }
}
