import ChanceTesting
import PostgresClient
import Synchronization

/// Transactions that were prepared by one connection and are ended by another, a while later.
final class StormPrepared: Sendable {
    private struct Waiting {
        var names: [String] = []
        var made = 0
        var isClosed = false
    }

    private let database: String
    private let waiting = Mutex(Waiting())

    /// - Parameter database: names of prepared transactions are shared by all databases of a server.
    init(database: String) {
        self.database = database
    }

    /// Prepares the connection's open transaction.
    func prepare(on connection: PostgresConnection) async throws {
        let name = waiting.withLock { waiting in
            waiting.made += 1
            return "\(database)_\(waiting.made)"
        }
        try await connection.execute("prepare transaction '\(name)'")
        waiting.withLock { $0.names.append(name) }
    }

    /// No more will be prepared.
    func close() {
        waiting.withLock { $0.isClosed = true }
    }

    /// Ends them all, each after some time, until there will be no more.
    func endAll(on connection: PostgresConnection, tally: StormTally, chance: SeededGenerator) async throws {
        var chance = chance
        while !waiting.withLock({ $0.isClosed && $0.names.isEmpty }) {
            let next = waiting.withLock { waiting -> String? in
                guard let index = waiting.names.indices.randomElement(using: &chance) else { return nil }
                return waiting.names.remove(at: index)
            }
            if let next {
                let commits = chance.happens(0.7)
                try await connection.execute("\(commits ? "commit" : "rollback") prepared '\(next)'")
                tally.count(commits ? .committed : .rolledBack)
            }
            try await hold(for: chance.milliseconds(0...60))
        }
        await connection.close()
    }
}
