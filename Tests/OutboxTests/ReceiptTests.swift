import ChanceTesting
import Outbox
import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@Suite(.serialized) struct ReceiptTests {
    private func delivered(_ installation: Installation) async throws -> [Int64] {
        try await installation.connection.query(
            "select seq from tailrace.delivered where sink = 's' and delivered_at <= clock_timestamp() order by seq"
        ).map { try $0.get("seq") }
    }

    @Test func `a batch that finishes one window leaves the next one to the next batch's receipt`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let lease = try await installation.serve("s", ledger).lease
            let reader = try installation.makeReader(changes: 7)
            let late = try await installation.database.connect()
            try await late.execute("begin")
            try await late.write(6)
            try await installation.connection.write(10)
            var given = Set<Int64>()
            for round in 0..<8 {
                let reading = try await reader.read()
                try await ledger.mark(reading, lease)
                given.formUnion(reading.numbers)
                try await #expect(delivered(installation) == given.sorted(), "round \(round)")
                if round == 0 {
                    try await installation.connection.write(10)
                    try await late.execute("commit")
                }
            }
            #expect(given.count == 26)
            await late.close()
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, .random(in: 100...999_999)] as [UInt64])
    func `the view tells of every change whether the sink was given it`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let lease = try await installation.serve("s", ledger).lease
            var reader = try installation.makeReader(changes: 4)
            var writers: [PostgresConnection] = []
            for _ in 0..<4 { writers.append(try await installation.database.connect()) }
            var given: [Int64] = []

            func readAndMark() async throws {
                let reading = try await reader.read()
                try await ledger.mark(reading, lease)
                given += reading.numbers
                try await #expect(delivered(installation) == given.sorted(), "seed \(seed)")
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    reader = try installation.makeReader(
                        from: reading.end, changes: .random(in: 1...9, using: &generator))
                }
            }
            for _ in 0..<60 {
                let writer = writers[Int.random(in: 0..<writers.count, using: &generator)]
                let isOpen = await writer.perform { $0.isInTransaction }
                switch Int.random(in: 0..<6, using: &generator) {
                case 0, 1:
                    if !isOpen { try await writer.execute("begin") }
                    try await writer.write(.random(in: 1...5, using: &generator))
                case 2 where isOpen: try await writer.execute("commit")
                case 3 where isOpen: try await writer.execute("rollback")
                default: try await readAndMark()
                }
            }
            for writer in writers {
                if await writer.perform({ $0.isInTransaction }) { try await writer.execute("commit") }
                await writer.close()
            }
            let stored: Int = try await installation.connection.query("select count(*) from tailrace.outbox").single()
            var looks = 0
            while given.count < stored, looks < 200 {
                try await readAndMark()
                looks += 1
            }
            #expect(given.count == stored && Set(given).count == stored, "seed \(seed)")
        }
    }
}
