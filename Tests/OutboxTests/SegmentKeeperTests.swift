import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@testable import Outbox

@Suite(.serialized) struct SegmentKeeperTests {
    private static let settings = HousekeepingSettings(
        retention: .zero, segmentBytes: 1, segmentChanges: 1, segmentAge: .seconds(1))

    private struct House {
        let installation: Installation
        let keeper: SegmentKeeper
        let epoch: Int64
        var settings = SegmentKeeperTests.settings

        func perform(_ action: SegmentPlan.Action) async throws -> SegmentKeeper.Outcome {
            try await keeper.perform(action, settings, epoch: epoch)
        }

        func segment(_ number: Int32?) async throws -> SegmentFacts {
            try #require(try await keeper.look().segments.first { $0.number == number })
        }

        /// Reads and marks all there is, as the sink `s`.
        func deliver() async throws {
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let acquisition = try await installation.serve("s", ledger)
            let reader = try installation.makeReader(from: acquisition.position)
            try await ledger.mark(reader.read(), acquisition.lease)
            try await ledger.release(acquisition.lease)
        }

        func stored() async throws -> Int64 {
            try await installation.connection.query("select count(*) from tailrace.outbox").single()
        }
    }

    private static func keeper(_ installation: Installation, owner: String = "test") async throws -> SegmentKeeper {
        let epoch: String = try await installation.connection.query("select epoch::text from tailrace.source")
            .single()
        return SegmentKeeper(
            database: try installation.makeDatabase(), source: SourceIdentity(name: "shop", epoch: epoch), owner: owner)
    }

    private func withHouse(_ body: (House) async throws -> Void) async throws {
        try await withInstallation { installation in
            let keeper = try await Self.keeper(installation)
            let epoch = try #require(try await keeper.keep(Self.settings, for: .seconds(60)))
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await ledger.register("s", type: "file", start: .earliest)
            try await body(House(installation: installation, keeper: keeper, epoch: epoch))
            await keeper.close()
        }
    }

    @Test func `one process keeps house, and its successor fences it`() async throws {
        try await withHouse { house in
            let other = try await Self.keeper(house.installation, owner: "other")
            try await #expect(other.keep(Self.settings, for: .seconds(60)) == nil)
            try await #expect(house.keeper.keep(Self.settings, for: .microseconds(1)) == house.epoch)
            let next = try #require(try await other.keep(Self.settings, for: .seconds(60)))
            #expect(next == house.epoch + 1)
            for action: SegmentPlan.Action in [.open(2), .add(9), .empty(3, early: false), .pause] {
                try await #expect(house.perform(action) == .lost)
            }
            try await other.leave(epoch: next)
            try await #expect(house.keeper.keep(Self.settings, for: .seconds(60)) == next + 1)
            let stranger = SegmentKeeper(
                database: try house.installation.makeDatabase(),
                source: SourceIdentity(name: "shop", epoch: "00000000-0000-0000-0000-000000000000"), owner: "test")
            try await #expect(stranger.keep(Self.settings, for: .seconds(60)) == nil)
        }
    }

    @Test func `the lease is short whatever is asked for, and void after the clock was put back`() async throws {
        try await withHouse { house in
            let other = try await Self.keeper(house.installation, owner: "other")
            try await #expect(house.keeper.keep(Self.settings, for: .seconds(1_000_000_000)) == house.epoch)
            let isShort: Bool = try await house.installation.connection.query(
                "select lease_expires_at <= clock_timestamp() + interval '1 hour' from tailrace.housekeeping"
            ).single()
            #expect(isShort)
            try await #expect(other.keep(Self.settings, for: .seconds(3600)) == nil)
            try await house.installation.connection.execute(
                "update tailrace.housekeeping set lease_expires_at = clock_timestamp() + interval '1 day'")
            try await #expect(other.keep(Self.settings, for: .seconds(3600)) == house.epoch + 1)
        }
    }

    @Test func `a segment goes round: written to, closed, delivered, given back`() async throws {
        try await withHouse { house in
            let numbers = try await house.installation.connection.write(10)
            try await #expect(house.perform(.empty(1, early: false)) == .current)
            try await #expect(house.perform(.open(2)) == .done)
            try await #expect(house.segment(1).sinks == ["s"])
            try await #expect(house.perform(.empty(1, early: false)) == .needed)
            try await house.deliver()
            try await #expect(house.segment(1).sinks == [])
            try await house.installation.connection.write(1)
            try await #expect(house.perform(.empty(1, early: false)) == .done)
            let segment = try await house.segment(1)
            #expect(!segment.isUsed && !segment.isCurrent && segment.closedAt != nil)
            try await #expect(house.stored() == 1)
            let removed: Int64 = try await house.installation.connection.query(
                "select removed_through from tailrace.source"
            ).single()
            #expect(removed == numbers.last)
            try await #expect(house.perform(.open(1)) == .done)
            try await house.installation.connection.write(1)
            try await #expect(house.segment(1).isUsed)
            try await #expect(house.perform(.open(7)) == .missing)
        }
    }

    @Test func `a transaction that has written to a segment keeps it, and so does a sink that has not seen it`()
        async throws
    {
        try await withHouse { house in
            let late = try await house.installation.database.connect()
            try await late.execute("begin")
            try await late.write(3)
            try await house.installation.connection.write(3)
            try await #expect(house.perform(.open(2)) == .done)
            try await house.deliver()
            try await #expect(house.segment(1).sinks == [], "what is not committed cannot be seen")
            try await #expect(house.perform(.empty(1, early: false)) == .locked)
            try await late.execute("prepare transaction 'late'")
            try await #expect(house.perform(.empty(1, early: false)) == .locked)
            try await late.execute("commit prepared 'late'")
            try await #expect(house.perform(.empty(1, early: false)) == .needed)
            try await #expect(house.segment(1).sinks == ["s"])
            try await house.deliver()
            try await #expect(house.perform(.empty(1, early: false)) == .done)
            try await #expect(house.stored() == 0)
            await late.close()
        }
    }

    @Test func `a row that comes late into a segment that was given back is kept until it is delivered`() async throws {
        try await withHouse { house in
            try await house.installation.connection.write(1)
            try await #expect(house.perform(.open(2)) == .done)
            try await house.deliver()
            try await #expect(house.perform(.empty(1, early: false)) == .done)
            // A writer that read the pointer before it moved.
            try await house.installation.connection.execute(
                "insert into tailrace.outbox (segment, head) values (1, tailrace.head('i', 'public', 't'))")
            try await #expect(house.perform(.empty(1, early: false)) == .needed)
            try await house.deliver()
            try await #expect(house.perform(.empty(1, early: false)) == .done)
        }
    }

    @Test func `readers hold nothing up for long, and nothing is waited for longer than a moment`() async throws {
        try await withHouse { house in
            try await house.installation.connection.write(1)
            try await #expect(house.perform(.open(2)) == .done)
            try await house.deliver()
            let reader = try await house.installation.database.connect()
            try await reader.execute("begin; select from tailrace.outbox")
            try await #expect(house.perform(.empty(1, early: false)) == .locked)
            try await #expect(house.perform(.add(4)) == .locked)
            // Writers go on meanwhile.
            try await house.installation.connection.write(1)
            try await reader.execute("commit")
            try await #expect(house.perform(.empty(1, early: false)) == .done)
            await reader.close()
        }
    }

    @Test func `retention is kept, but for a segment that has to go early`() async throws {
        try await withHouse { house in
            var house = house
            house.settings.retention = .seconds(3_600)
            try await house.installation.connection.write(1)
            try await #expect(house.perform(.open(2)) == .done)
            try await house.deliver()
            try await #expect(house.perform(.empty(1, early: false)) == .retained)
            try await #expect(house.perform(.empty(1, early: true)) == .done)
        }
    }

    @Test func `a replay keeps what it reads`() async throws {
        try await withHouse { house in
            let numbers = try await house.installation.connection.write(5)
            try await #expect(house.perform(.open(2)) == .done)
            try await house.deliver()
            let queue = ReplayQueue(database: try house.installation.makeDatabase())
            let last = SequenceNumber(rawValue: numbers[4])
            let id = try #require(
                try await queue.request(ReplayRange(from: last, to: last), sink: "s", changesASecond: nil))
            try await #expect(house.segment(1).replays == [id])
            try await #expect(house.perform(.empty(1, early: true)) == .needed)
            try await queue.cancel(id)
            try await #expect(house.perform(.empty(1, early: true)) == .done)
        }
    }

    @Test func `segments are made while others write, and are like the others`() async throws {
        try await withHouse { house in
            let connection = house.installation.connection
            try await connection.execute(
                "alter table tailrace.outbox_segment_1 set (autovacuum_vacuum_insert_threshold = 1234)")
            let writer = try await house.installation.database.connect()
            try await writer.execute("begin")
            try await writer.write(1)
            try await #expect(house.perform(.add(4)) == .done)
            try await writer.write(1)
            try await writer.execute("commit")
            await writer.close()
            try await #expect(house.perform(.open(4)) == .done)
            let numbers = try await connection.write(2)
            let segment = try await house.segment(4)
            #expect(segment.isCurrent && segment.firstSeq == numbers.first && segment.lastSeq == numbers.last)
            let same: Bool = try await connection.query(
                """
                select count(distinct (reloptions::text, (select count(*) from pg_index where indrelid = class.oid))) = 1
                from pg_class as class where relname in ('outbox_segment_1', 'outbox_segment_4')
                """
            ).single()
            #expect(same)
        }
    }

    @Test func `what a wrong pointer sent to the default partition is delivered and given back`() async throws {
        try await withHouse { house in
            let connection = house.installation.connection
            try await connection.execute("select setval('tailrace.current_segment', 99)")
            try await connection.write(3)
            _ = try await house.keeper.keep(Self.settings, for: .seconds(60))
            var facts = try await house.keeper.look()
            #expect(!facts.segments.contains { $0.isCurrent })
            #expect(facts.segments.last?.number == nil && facts.segments.last?.sinks == ["s"])
            for action in SegmentPlan(facts, Self.settings, configured: ["s"]).actions {
                try await #expect(house.perform(action) == .done)
            }
            try await house.deliver()
            facts = try await house.keeper.look()
            #expect(facts.segments.contains { $0.isCurrent })
            try await #expect(house.perform(.empty(nil, early: false)) == .done)
            try await #expect(house.stored() == 0)
        }
    }

    @Test func `a paused capture drops rows, and the gap is told in the stream`() async throws {
        try await withHouse { house in
            let connection = house.installation.connection
            try await connection.write(2)
            for _ in 0..<2 { _ = try await house.keeper.keep(Self.settings, for: .seconds(60)) }
            try await #expect(house.perform(.pause) == .done)
            try await #expect(connection.write(5).isEmpty)
            try await #expect(house.keeper.look().isPaused)
            try await #expect(house.perform(.resume(2)) == .done)
            try await connection.write(1)
            let reading = try await house.installation.makeReader().read()
            let operations = reading.batch?.changes.map(\.operation)
            #expect(operations == [.insert, .insert, .gap, .gap, .insert])
            let isWhole: Bool = try await connection.query(
                """
                select count(*) = 1 and bool_and(from_seq = 3 and to_seq >= 8 and ended_at >= began_at)
                from tailrace.gap
                """
            ).single()
            #expect(isWhole)
        }
    }

    @Test func `whoever died after moving the pointer leaves the note to the next one`() async throws {
        try await withHouse { house in
            let connection = house.installation.connection
            try await connection.write(1)
            _ = try await house.keeper.keep(Self.settings, for: .seconds(60))
            try await connection.execute("select setval('tailrace.current_segment', 3)")
            _ = try await house.keeper.keep(Self.settings, for: .seconds(60))
            try await #expect(house.segment(1).closedAt != nil)
            let third = try await house.segment(3)
            #expect(third.closedAt == nil && third.openedAt != nil)
            try await connection.execute("select setval('tailrace.current_segment', 0)")
            _ = try await house.keeper.keep(Self.settings, for: .seconds(60))
            let gaps: Int64 = try await connection.query("select count(*) from tailrace.gap where ended_at is null")
                .single()
            #expect(gaps == 1)
        }
    }

    @Test func `receipts go with the changes that they are for`() async throws {
        try await withHouse { house in
            func receipts() async throws -> Int64 {
                try await house.installation.connection.query("select count(*) from tailrace.delivery").single()
            }
            for number: Int32 in [2, 3] {
                try await house.installation.connection.write(3)
                try await house.deliver()
                try await #expect(house.perform(.open(number)) == .done)
            }
            try await #expect(receipts() == 2)
            try await #expect(house.perform(.empty(1, early: false)) == .done)
            try await #expect(receipts() == 1)
            try await #expect(house.perform(.empty(2, early: false)) == .done)
            try await #expect(receipts() == 0)
        }
    }

    @Test func `a sink is forgotten only when nobody serves it`() async throws {
        try await withHouse { house in
            let ledger = SinkLedger(database: try house.installation.makeDatabase())
            let lease = try await house.installation.serve("s", ledger).lease
            try await #expect(!ledger.forget("s"))
            try await ledger.release(lease)
            try await #expect(ledger.forget("s"))
            try await #expect(!ledger.forget("s"))
            try await house.installation.connection.write(1)
            try await #expect(house.perform(.open(2)) == .done)
            try await #expect(house.perform(.empty(1, early: true)) == .needed, "nobody has had anything yet")
        }
    }
}
