import Synchronization

/// What has happened, for the report.
final class StormTally: Sendable {
    enum Event: String, CaseIterable {
        case committed, rolledBack = "rolled back", deadlocks, uniqueViolations = "unique violations", bulks
        case savepoints = "savepoints rolled back", prepared, kills
    }

    private let counts = Mutex<[Event: Int]>([:])

    func count(_ event: Event) {
        counts.withLock { $0[event, default: 0] += 1 }
    }

    subscript(event: Event) -> Int { counts.withLock { $0[event, default: 0] } }

    var description: String {
        Event.allCases.map { "\(self[$0]) \($0.rawValue)" }.joined(separator: ", ")
    }
}
