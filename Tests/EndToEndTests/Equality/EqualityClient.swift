import ChanceTesting
import PostgresClient

/// One of the application's connections.
struct EqualityClient {
    let connection: PostgresConnection
    let tally: EqualityTally
    var chance: SeededGenerator
    var statements: EqualityStatements

    init(_ connection: PostgresConnection, _ tally: EqualityTally, seed: UInt64, knowsMerge: Bool) {
        self.connection = connection
        self.tally = tally
        chance = SeededGenerator(seed: seed)
        statements = EqualityStatements(chance: SeededGenerator(seed: seed &+ 1_000), knowsMerge: knowsMerge)
    }

    /// Transaction after transaction, until there have been enough statements.
    mutating func run() async throws {
        try await connection.execute("set deadlock_timeout = '50ms'")
        while !tally.isOver {
            do {
                try await transact()
            } catch let error as PostgresError where Self.mayHappen(error) {
                try await connection.execute("rollback")
                tally.count(\.failures)
                tally.count(\.rolledBack)
            }
        }
        await connection.close()
    }

    /// What happens to an application whose clients get into each other's way.
    private static func mayHappen(_ error: PostgresError) -> Bool {
        // The last is the server's own mistake, seen on 14: rows that are locked and updated in savepoints taken back.
        [.deadlockDetected, .serializationFailure, .uniqueViolation, .foreignKeyViolation].contains(error.sqlState)
            || error.message.hasPrefix("new multixact has more than one updating member")
    }

    private mutating func transact() async throws {
        guard chance.happens(0.7) else {
            try await execute(statements.next())
            tally.count(\.committed)
            return
        }
        try await connection.execute("begin")
        for _ in 0..<Int.random(in: 1...10, using: &chance) {
            if chance.happens(0.1) {
                try await changeInVain()
            } else {
                try await execute(statements.next())
            }
        }
        let commits = chance.happens(0.85)
        try await connection.execute(commits ? "commit" : "rollback")
        tally.count(commits ? \.committed : \.rolledBack)
    }

    /// A part of the transaction that is taken back, because it failed or by choice.
    private mutating func changeInVain() async throws {
        try await connection.execute("savepoint vain")
        do {
            for _ in 0..<Int.random(in: 1...3, using: &chance) { try await execute(statements.next()) }
        } catch let error as PostgresError where Self.mayHappen(error) {
            tally.count(\.failures)
        }
        try await connection.execute("rollback to savepoint vain")
        tally.count(\.savepoints)
    }

    private func execute(_ statement: EqualityStatements.Statement) async throws {
        tally.count(\.statements)
        switch statement {
        case .sql(let sql):
            try await connection.execute(sql)
        case .copy(let sql, let rows):
            try await connection.perform { session in
                var chunks = [Array(rows.utf8)]
                _ = try session.copyIn(sql) { chunks.popLast() }
            }
        }
    }
}
