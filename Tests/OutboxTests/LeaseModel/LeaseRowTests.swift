import ChanceTesting
import PostgresClient
import TailraceCore
import Testing

@testable import Outbox

/// The model's row does what the statements do.
struct LeaseRowTests {
    @Test func theModelDoesWhatTheDatabaseDoes() async throws {
        try await withInstallation { installation in
            var generator = SeededGenerator()
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await ledger.register("s", type: "file", start: .earliest)
            var row = LeaseRow()
            for _ in 1...300 {
                let epoch = max(0, row.epoch - Int.random(in: 0...1, using: &generator))
                let lease = Lease(sink: "s", epoch: Int64(epoch), duration: .seconds(600))
                switch Int.random(in: 0..<5, using: &generator) {
                case 0:
                    let relay = Int.random(in: 0...2, using: &generator)
                    let acquisition = try await ledger.acquire(
                        "s", type: "file", owner: "\(relay)", for: .seconds(600))
                    let expected = row.acquire(relay, for: 600)
                    try #require((acquisition?.lease.epoch).map(Int.init) == expected)
                case 1:
                    let isKept = try await isDone { try await ledger.renew(lease) }
                    try #require(isKept == row.renew(epoch: epoch, for: 600))
                case 2:
                    let position = Int.random(in: 0...1_000, using: &generator)
                    let number = max(0, row.markNumber + Int.random(in: -1...1, using: &generator))
                    let end = Position(snapshot: .beginning, highest: SequenceNumber(rawValue: Int64(position)))
                    let reading = WindowReading(batch: nil, start: .earliest, end: end, hasMore: false)
                    let isMade = try await isDone { try await ledger.mark(reading, lease, number: Int64(number)) }
                    try #require(isMade == row.mark(position, number: number, epoch: epoch, for: 600))
                case 3:
                    let isGivenBack = try await isDone { try await ledger.release(lease) }
                    try #require(isGivenBack == row.release(epoch: epoch))
                default:
                    // The lease runs out.
                    if row.left != nil {
                        try await installation.connection.execute(
                            "update tailrace.sink set lease_expires_at = clock_timestamp() - interval '1 second'")
                        row.left = 0
                    }
                }
                let found = try await installation.connection.query(
                    """
                    select owner, epoch, highest_seq, mark_number,
                        case when lease_expires_at < clock_timestamp() then 0 else 600 end as left
                    from tailrace.sink
                    """)[0]
                #expect(try found.get("owner", as: String?.self) == row.owner.map { "\($0)" })
                #expect(try found.get("epoch", as: Int64.self) == Int64(row.epoch))
                #expect(try found.get("highest_seq", as: Int64.self) == Int64(row.mark))
                #expect(try found.get("mark_number", as: Int64.self) == Int64(row.markNumber))
            }
        }
    }

    private func isDone(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch is LeaseLost {
            return false
        }
    }
}
