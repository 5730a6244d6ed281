import Synchronization

/// What has happened in a fault run, for the report.
final class FaultTally: Sendable {
    private struct Counts {
        var faults: [FaultKind: Int] = [:]
        var underWay: [FaultTarget: ScheduledFault] = [:]
        var begun = 0
        var interruptions = 0
        var surprises: [String] = []
        var applicationIsDone = false
    }

    private let counts = Mutex(Counts())

    func begin(_ fault: ScheduledFault) {
        counts.withLock {
            $0.underWay[fault.target] = fault
            $0.begun += 1
        }
    }

    /// - Parameter wasPossible: whether it was done: a relay that is starting anew cannot be frozen.
    func end(_ fault: ScheduledFault, wasPossible: Bool) {
        counts.withLock {
            $0.underWay[fault.target] = nil
            if wasPossible { $0.faults[fault.kind, default: 0] += 1 }
        }
    }

    /// Counts a transaction of the application's that a fault of the server took with it.
    func countInterruption() {
        counts.withLock { $0.interruptions += 1 }
    }

    /// Notes what must not happen.
    func note(surprise: String) {
        counts.withLock { $0.surprises.append(surprise) }
    }

    /// Whether the application is to make no more changes.
    var applicationIsDone: Bool {
        get { counts.withLock(\.applicationIsDone) }
        set { counts.withLock { $0.applicationIsDone = newValue } }
    }

    /// How many faults have begun so far: tells whether something stayed undisturbed.
    var begun: Int { counts.withLock(\.begun) }
    var faults: [FaultKind: Int] { counts.withLock(\.faults) }
    var interruptions: Int { counts.withLock(\.interruptions) }
    var surprises: [String] { counts.withLock(\.surprises) }
    var underWay: [ScheduledFault] { counts.withLock { Array($0.underWay.values) } }
}
