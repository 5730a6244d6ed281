import ChanceTesting
import PostgresClient
import PostgresTesting

/// The application in a fault run: the storm's writers, each of which connects again when the server has gone.
struct FaultWriter: Sendable {
    let database: TestDatabase
    let prepared: StormPrepared
    let tally: StormTally
    let faults: FaultTally
    let seed: UInt64

    /// Transaction after transaction until it is over. Only what a fault of the server does may interrupt one: any other
    /// error is a write of the application's that Tailrace made fail.
    /// - Parameter isCareless: whether it does not wait for the disk as it commits, and may lose what it believes
    ///   committed.
    func write(isCareless: Bool) async throws {
        var chance = SeededGenerator(seed: seed)
        try await persistently { connection in
            if isCareless { try await connection.execute("set synchronous_commit = off") }
            while !faults.applicationIsDone {
                var writer = StormWriter(
                    connection: connection, prepared: prepared, tally: tally,
                    chance: SeededGenerator(seed: chance.next()))
                try await writer.transactOnce()
                try await hold(for: chance.milliseconds(0...20))
            }
        }
    }

    /// Ends what is prepared, until there will be no more.
    func endPrepared() async throws {
        try await persistently { connection in
            try await prepared.endAll(on: connection, tally: tally, chance: SeededGenerator(seed: seed))
        }
    }

    private func persistently(_ body: (PostgresConnection) async throws -> Void) async throws {
        while true {
            do {
                let connection = try await database.connect(applicationName: "application")
                try await body(connection)
                await connection.close()
                return
            } catch let error as PostgresError where error.isTransient {
                faults.countInterruption()
                try await hold(for: .milliseconds(50))
            }
        }
    }
}
