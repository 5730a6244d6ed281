import ChanceTesting
import PostgresClient
import Synchronization

/// Transactions that were prepared by one connection and are ended by another, a while later.
final class StormPrepared: Sendable {
    private struct Known {
        var made = 0
        var isClosed = false
    }

    private let database: String
    private let known = Mutex(Known())

    /// - Parameter database: names of prepared transactions are shared by all databases of a server.
    init(database: String) {
        self.database = database
    }

    /// Prepares the connection's open transaction.
    func prepare(on connection: PostgresConnection) async throws {
        let name = known.withLock { known in
            known.made += 1
            return "\(database)_\(known.made)"
        }
        try await connection.execute("prepare transaction '\(name)'")
    }

    /// No more will be prepared.
    func close() {
        known.withLock { $0.isClosed = true }
    }

    /// Ends them all, each after some time, until there will be no more. The server is asked which there are: whoever
    /// prepared one may not have heard of it.
    func endAll(on connection: PostgresConnection, tally: StormTally, chance: SeededGenerator) async throws {
        var chance = chance
        while true {
            let isClosed = known.withLock(\.isClosed)
            let waiting = try await connection.query(
                "select gid from pg_prepared_xacts where database = current_database()")
            if waiting.isEmpty, isClosed { break }
            if let row = waiting.randomElement(using: &chance) {
                let commits = chance.happens(0.7)
                try await connection.execute(
                    "\(commits ? "commit" : "rollback") prepared '\(row.get("gid", as: String.self))'")
                tally.count(commits ? .committed : .rolledBack)
            }
            try await hold(for: chance.milliseconds(0...60))
        }
        await connection.close()
    }
}
