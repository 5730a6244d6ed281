import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@testable import Outbox

@Suite(.serialized) struct ReplayQueueTests {
    private func range(_ from: Int64, _ to: Int64, table: RelationName? = nil, key: String? = nil) -> ReplayRange {
        ReplayRange(
            from: SequenceNumber(rawValue: from), to: SequenceNumber(rawValue: to), table: table, key: key)
    }

    @Test func `requests are carried out one after another, by the owner of the sink only`() async throws {
        try await withInstallation { installation in
            let database = try installation.makeDatabase()
            let (ledger, queue) = (SinkLedger(database: database), ReplayQueue(database: database))
            try await #expect(queue.request(range(1, 9), sink: "s", changesASecond: nil) == nil)

            let lease = try await installation.serve("s", ledger).lease
            let stale = Lease(sink: "s", epoch: lease.epoch - 1, duration: lease.duration)
            try await #expect(queue.next(lease)?.id == nil)
            let table = RelationName(schema: "S", name: "T\"x")
            let first = try #require(
                try await queue.request(range(10, 20, table: table, key: #"{"id":1}"#), sink: "s", changesASecond: 5))
            let second = try #require(try await queue.request(range(1, 2), sink: "s", changesASecond: nil))
            try await #expect(queue.next(stale)?.id == nil)
            try await #expect(queue.progress(of: first)?.state == "requested")

            let request = try #require(try await queue.next(lease))
            #expect(request.id == first && request.changesASecond == 5)
            #expect(request.range.from.rawValue == 10 && request.range.to.rawValue == 20)
            #expect(request.range.table == table && request.range.key == #"{"id": 1}"#)

            let middle = SequenceNumber(rawValue: 14)
            try await #expect(!queue.advance(request, to: middle, sent: 5, isDone: false, stale))
            try await #expect(queue.advance(request, to: middle, sent: 5, isDone: false, lease))
            let resumed = try #require(try await queue.next(lease))
            #expect(resumed.id == first && resumed.range.from.rawValue == 15)
            let progress = try #require(try await queue.progress(of: first))
            #expect(progress.state == "running" && progress.sent == 5 && progress.isServed && !progress.isOver)

            let end = SequenceNumber(rawValue: 20)
            try await #expect(queue.advance(resumed, to: end, sent: 6, isDone: true, lease))
            let done = try #require(try await queue.progress(of: first))
            #expect(done.state == "done" && done.sent == 11 && done.isOver)

            let next = try #require(try await queue.next(lease))
            #expect(next.id == second && next.changesASecond == nil && next.range.table == nil && next.range.key == nil)
            try await queue.cancel(second)
            try await #expect(!queue.advance(next, to: end, sent: 1, isDone: false, lease))
            try await #expect(queue.progress(of: second)?.state == "cancelled")
            try await #expect(queue.next(lease)?.id == nil)
            try await #expect(queue.progress(of: second + 1)?.state == nil)
        }
    }

    @Test func `a range is read in pages, of one table or one key`() async throws {
        try await withInstallation { installation in
            let database = try installation.makeDatabase()
            let one = try await installation.connection.write(3, key: 1)
            let two = try await installation.connection.write(2, key: 2)
            let moved: Int64 = try await installation.connection.query(
                """
                insert into tailrace.outbox (head)
                values (tailrace.head('u', 'other', 't', '{"id":3}', '{ "id" : 1 }')) returning seq
                """
            ).single()
            func numbers(_ range: ReplayRange, changes: Int = 2, bytes: Int = 1 << 20) async throws -> [[Int64]] {
                let reader = RangeReader(
                    database: database, range: range, limits: BatchLimits(changes: changes, bytes: bytes))
                var pages: [[Int64]] = []
                var last = SequenceNumber(rawValue: range.from.rawValue - 1)
                var hasMore = true
                while hasMore {
                    let page = try await reader.read(after: last)
                    #expect(page.batch?.isReplay != false)
                    pages.append(page.batch?.changes.map(\.sequence.rawValue) ?? [])
                    last = page.batch?.changes.last?.sequence ?? last
                    hasMore = page.hasMore
                }
                return pages
            }
            let all = range(1, 100)
            try await #expect(numbers(all).joined().map(\.self) == one + two + [moved])
            try await #expect(numbers(all, bytes: 1).prefix(6).allSatisfy { $0.count == 1 })
            try await #expect(numbers(range(2, 4)) == [[2, 3], [4]])
            let table = RelationName(schema: "other", name: "t")
            try await #expect(numbers(range(1, 100, table: table)) == [[moved]])
            // The key's text may be written otherwise, and a row that had the key before counts too.
            try await #expect(
                numbers(range(1, 100, key: #"{"id" :1}"#)).joined().map(\.self) == one + [moved])

            let survey = try await RangeReader(
                database: database, range: range(2, 5), limits: BatchLimits(changes: 1, bytes: 1)
            ).survey()
            #expect(survey.changes == 4 && survey.first.rawValue == 2 && survey.last.rawValue == 5)
            #expect(survey.newest.rawValue == moved && survey.removedThrough == .zero && survey.openTransactions == 0)
        }
    }

    @Test func `a survey tells how many transactions may still add to a range`() async throws {
        try await withInstallation { installation in
            let open = try await installation.database.connect()
            try await open.execute("begin")
            try await open.write()
            let survey = try await RangeReader(
                database: installation.makeDatabase(), range: range(1, 9), limits: BatchLimits(changes: 1, bytes: 1)
            ).survey()
            #expect(survey.openTransactions == 1 && survey.changes == 0 && survey.first == .zero)
            await open.close()
        }
    }
}
