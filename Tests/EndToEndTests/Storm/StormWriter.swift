import ChanceTesting
import PostgresClient

/// One of the application's connections: transaction after transaction, until it is time.
struct StormWriter {
    let connection: PostgresConnection
    let prepared: StormPrepared
    let tally: StormTally
    var chance: SeededGenerator

    private static let mostBulks = 4

    mutating func run(until end: ContinuousClock.Instant) async throws {
        try await connection.execute("set deadlock_timeout = '100ms'")
        while ContinuousClock.now < end { try await transactOnce() }
        await connection.close()
    }

    /// One transaction, whatever becomes of it.
    mutating func transactOnce() async throws {
        do {
            try await transact()
        } catch let error as PostgresError where error.sqlState == .deadlockDetected {
            try await giveUp(.deadlocks)
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            try await giveUp(.uniqueViolations)
        }
    }

    private func giveUp(_ reason: StormTally.Event) async throws {
        try await connection.execute("rollback")
        tally.count(reason)
        tally.count(.rolledBack)
    }

    private mutating func transact() async throws {
        try await connection.execute("begin")
        if chance.happens(0.01), tally[.bulks] < Self.mostBulks {
            tally.count(.bulks)
            try await connection.execute("select public.make_many(\(StormSchema.bulkRows))")
        }
        let statements = Int.random(in: 1...6, using: &chance)
        let pause = Int.random(in: 0...statements, using: &chance)
        for statement in 0..<statements {
            if statement == pause { try await stayOpen() }
            if chance.happens(0.2) {
                try await changeInVain()
            } else {
                try await connection.execute(change())
            }
        }
        if pause == statements { try await stayOpen() }
        try await end()
    }

    /// The server holds the transaction open: mostly not at all, now and then for up to two seconds.
    private mutating func stayOpen() async throws {
        let most = chance.happens(0.05) ? 2.0 : chance.happens(0.2) ? 0.1 : 0
        guard most > 0 else { return }
        try await connection.execute("select pg_sleep(\(Double.random(in: 0...most, using: &chance)))")
    }

    private mutating func change() -> String {
        let key = Int.random(in: StormSchema.contended, using: &chance)
        switch Int.random(in: 0..<10, using: &chance) {
        case 0: return "select public.move(\(key), \(Int.random(in: StormSchema.contended, using: &chance)))"
        case 1, 2: return "select public.change(\(key), true)"
        default: return "select public.change(\(key), false)"
        }
    }

    /// A part of the transaction that is taken back. Sometimes it does not ask for the key first, and then it is not
    /// only taken back but may fail, as an application's may.
    private mutating func changeInVain() async throws {
        try await connection.execute("savepoint vain")
        if chance.happens(0.1) {
            let key = Int.random(in: StormSchema.contended, using: &chance)
            try await connection.execute("insert into public.item values (\(key), -1)")
        } else {
            try await connection.execute(change())
        }
        try await connection.execute("rollback to savepoint vain")
        tally.count(.savepoints)
    }

    private mutating func end() async throws {
        switch Int.random(in: 0..<20, using: &chance) {
        case 0..<3:
            try await connection.execute("rollback")
            tally.count(.rolledBack)
        case 3..<6:
            try await prepared.prepare(on: connection)
            tally.count(.prepared)
        default:
            try await connection.execute("commit")
            tally.count(.committed)
        }
    }
}
