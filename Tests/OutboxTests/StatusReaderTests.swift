import Outbox
import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@Suite(.serialized) struct StatusReaderTests {
    private func status(_ installation: Installation) async throws -> (Status, SinkStatus) {
        let status = try await StatusReader(database: installation.makeDatabase()).read()
        return (status, try #require(status.sinks.first { $0.name == "s" }))
    }

    @Test func `a sink's way is told from its registration to its end`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await ledger.register("s", type: "file", start: .earliest)
            try await installation.connection.write(5)
            var (whole, sink) = try await status(installation)
            #expect(whole.source == "shop" && whole.outbox.rows == 5 && !whole.outbox.rowsIsEstimate)
            #expect(whole.outbox.newestSeq == 5 && whole.outbox.oldestSeq == 1 && whole.outbox.currentSegment == 1)
            #expect(sink.state == "waiting" && sink.pending == 5 && !sink.pendingIsEstimate && sink.owner == nil)
            #expect(sink.lagSeconds > 0 && sink.highestSeq == 0 && sink.lastDeliveredAt == nil)

            let acquisition = try await installation.serve("s", ledger)
            (_, sink) = try await status(installation)
            #expect(sink.state == "starting" && sink.owner == "test" && sink.epoch == acquisition.lease.epoch)

            let reader = try installation.makeReader(changes: 2)
            try await ledger.mark(reader.read(), acquisition.lease)
            (_, sink) = try await status(installation)
            #expect(sink.state == "running" && sink.pending == 3 && sink.delivered == 2 && sink.highestSeq == 2)
            #expect(sink.lastDeliveredAt != nil)

            let trouble = SinkTrouble(kind: "transient", message: "no room", failures: 3, nextTry: .seconds(60))
            try await ledger.report(.retrying, trouble, acquisition.lease)
            (_, sink) = try await status(installation)
            let error = try #require(sink.lastError)
            #expect(sink.state == "retrying" && error.kind == "transient" && error.message == "no room")
            #expect(error.failures == 3 && error.nextTryAt.map { $0 > error.at + 50_000_000 } == true)

            for _ in 0..<3 { try await ledger.mark(reader.read(), acquisition.lease) }
            (_, sink) = try await status(installation)
            #expect(sink.pending == 0 && sink.lagSeconds == 0 && sink.lastError == nil && sink.delivered == 5)

            try await ledger.release(acquisition.lease)
            (_, sink) = try await status(installation)
            #expect(sink.state == "stopped" && sink.owner == nil)

            _ = try await installation.serve("s", ledger, lease: .microseconds(1))
            (_, sink) = try await status(installation)
            #expect(sink.state == "abandoned")
        }
    }

    @Test(arguments: 1...6)
    func `what is pending is what will be read, wherever the sink stands`(pageSize: Int) async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let lease = try await installation.serve("s", ledger).lease
            let reader = try installation.makeReader(changes: pageSize)
            var late: [PostgresConnection] = []
            for _ in 0..<3 {
                late.append(try await installation.database.connect())
                try await late[late.count - 1].execute("begin")
                try await late[late.count - 1].write(2)
                try await installation.connection.write(2)
            }
            var read: Int64 = 0
            for look in 0..<40 {
                let reading = try await reader.read()
                read += Int64(reading.numbers.count)
                try await ledger.mark(reading, lease)
                if look % 2 == 0, let open = late.popLast() {
                    try await open.execute("commit")
                    await open.close()
                }
                let (whole, sink) = try await status(installation)
                #expect(sink.pending == whole.outbox.rows - read, "look \(look)")
            }
            #expect(read == 12)
        }
    }

    @Test func `open transactions are counted, prepared ones too`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await ledger.register("s", type: "file", start: .earliest)
            let (open, prepared) = (
                try await installation.database.connect(), try await installation.database.connect()
            )
            for connection in [open, prepared] {
                try await connection.execute("begin")
                try await connection.write()
            }
            try await prepared.execute("prepare transaction '\(installation.database.name)'")
            let (whole, sink) = try await status(installation)
            #expect(whole.outbox.openTransactions == 2 && whole.outbox.oldestOpenSeconds.map { $0 > 0 } == true)
            #expect(sink.pending == 0 && whole.outbox.rows == 0 && whole.outbox.newestSeq == 2)
            try await prepared.execute("rollback prepared '\(installation.database.name)'")
            await open.close()
            await prepared.close()
        }
    }
}
