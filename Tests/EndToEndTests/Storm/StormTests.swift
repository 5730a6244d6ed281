import ChanceTesting
import Foundation
import PostgresClient
import PostgresTesting
import Synchronization
import Testing

/// Many writers, a relay that is killed again and again, and the application's own count of what it has committed.
/// `TAILRACE_STORM_SECONDS` says how long, `TAILRACE_SEED` with which chance.
@Suite struct StormTests {
    private static let writers = 12
    private static let leastKills = 20

    private static let seconds = setting("TAILRACE_STORM_SECONDS") ?? 30
    private static let seed = setting("TAILRACE_SEED") ?? UInt64.random(in: 1...UInt64(UInt32.max))

    private static func setting(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    @Test func `every committed change arrives once and in order, whatever is killed and whenever`() async throws {
        print("storm: seed \(Self.seed), \(Self.seconds) seconds")
        // A server of its own: on a shared one, others' transactions would move xmax along.
        var options = PostgresCluster.Options()
        options.settings["max_prepared_transactions"] = "200"
        let cluster = try await PostgresCluster.start(options)
        let database = try await cluster.createDatabase("storm")
        let connection = try await database.connect()
        try await connection.execute(StormSchema.sql)
        let relay = try StormRelay(database)
        defer { relay.remove() }
        try await relay.setUp()

        let tally = StormTally()
        let read = try await weather(database, relay, tally)
        try await relay.finish()

        let truth = try await StormTruth(connection)
        let delivered = StormVerdict(try relay.events(), truth)
        let files = try relay.files().count
        print(
            "storm: \(tally.description); \(truth.seqs.count) changes of \(truth.versions.count) keys, \(files) files")
        print("storm: the relay: \(delivered)")
        #expect(delivered.isRight, "seed \(Self.seed): \(delivered)")
        #expect(tally[.kills] >= Self.leastKills && files > 2)
        for event in StormTally.Event.allCases { #expect(tally[event] > 0, "the storm had no \(event.rawValue)") }

        for (kind, events) in read {
            let verdict = StormVerdict(events, truth)
            print("storm: \(kind): \(verdict)")
            if kind == .windows {
                #expect(verdict.isRight, "seed \(Self.seed), \(kind): \(verdict)")
            } else {
                #expect(
                    verdict.missing > 0 && !verdict.wrongKeys.isEmpty,
                    "seed \(Self.seed): this storm does not tell a right reader from \(kind)")
            }
        }
        await connection.close()
    }

    /// Lets everything loose at once.
    /// - Returns: what the test's own readers have read.
    private func weather(
        _ database: TestDatabase, _ relay: StormRelay, _ tally: StormTally
    ) async throws -> [(StormReader.Kind, [StormEvent])] {
        let end = ContinuousClock.now + .seconds(Int64(Self.seconds))
        let isOver = Flag()
        return try await withThrowingTaskGroup { readers in
            for kind in StormReader.Kind.allCases {
                let connection = try await database.connect()
                readers.addTask {
                    var reader = StormReader(kind, connection)
                    return (kind, try await reader.run(whileNot: isOver.value))
                }
            }
            try await withThrowingTaskGroup { rest in
                rest.addTask {
                    let chance = SeededGenerator(seed: Self.seed &+ 1_000)
                    try await relay.torment(until: end, kills: Self.leastKills, tally: tally, chance: chance)
                }
                rest.addTask { try await write(to: database, until: end, tally) }
                try await rest.waitForAll()
            }
            isOver.value.store(true, ordering: .releasing)
            return try await readers.reduce(into: []) { $0.append($1) }
        }
    }

    private func write(to database: TestDatabase, until end: ContinuousClock.Instant, _ tally: StormTally) async throws
    {
        let prepared = StormPrepared(database: database.name)
        try await withThrowingTaskGroup { group in
            let closer = try await database.connect()
            group.addTask {
                try await prepared.endAll(on: closer, tally: tally, chance: SeededGenerator(seed: Self.seed &+ 2_000))
            }
            try await withThrowingTaskGroup { writers in
                for number in 0..<Self.writers {
                    let connection = try await database.connect()
                    writers.addTask {
                        let chance = SeededGenerator(seed: Self.seed &+ UInt64(number))
                        var writer = StormWriter(
                            connection: connection, prepared: prepared, tally: tally, chance: chance)
                        try await writer.run(until: end)
                    }
                }
                let (earlier, later) = (try await database.connect(), try await database.connect())
                writers.addTask {
                    var crossing = StormCrossing(
                        earlier: earlier, later: later, tally: tally, chance: SeededGenerator(seed: Self.seed &+ 3_000))
                    try await crossing.run(until: end)
                }
                try await writers.waitForAll()
            }
            prepared.close()
            try await group.waitForAll()
        }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
