import Outbox
import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@Suite(.serialized) struct OutboxReaderTests {
    @Test func `what is committed is read once, in order, and what is rolled back is not`() async throws {
        try await withInstallation { installation in
            let reader = try installation.makeReader()
            try await #expect(reader.read().batch == nil)

            let writer = installation.connection
            let first = try await writer.write(3)
            try await #expect(reader.numbers() == first)
            try await #expect(reader.read().batch == nil)

            try await writer.execute("begin")
            try await writer.write(2)
            try await writer.execute("rollback; begin")
            let kept = try await writer.write(1)
            try await writer.execute("savepoint s")
            try await writer.write(2)
            try await writer.execute("rollback to s")
            let alsoKept = try await writer.write(1)
            try await #expect(reader.read().batch == nil)
            try await writer.execute("commit")
            try await #expect(reader.numbers() == kept + alsoKept)
            try await #expect(reader.read().batch == nil)
        }
    }

    @Test func `a change carries every field`() async throws {
        try await withInstallation { installation in
            try await installation.connection.execute(
                """
                insert into tailrace.outbox (head, before, after)
                values (
                    tailrace.head('u', 'S"', E'Tä\\nb\\\\le\\u0001', E'{"id":\\n2}', '{"id": 1}', 'p"', '"me"', 'far', 'size'),
                    '{"a" : 1.10}', '{"a":2}'
                )
                """)
            let batch = try #require(try await installation.makeReader().read().batch)
            let change = try #require(batch.changes.first)
            #expect(change.operation == .update)
            let texts = [
                change.schema, change.table, change.key, change.oldKey, change.before, change.after, change.context,
                change.origin, change.partition, change.omitted,
            ]
            #expect(
                texts.map { $0.map(batch.text) } == [
                    "S\"", "Tä\nb\\le\u{1}", #"{"id": 2}"#, #"{"id": 1}"#, #"{"a" : 1.10}"#, #"{"a":2}"#, #""me""#,
                    "far", "p\"", "size",
                ])
            let row = try await installation.connection.query(
                "select xid, (extract(epoch from captured_at) * 1000000)::bigint as at from tailrace.outbox")[0]
            #expect(try change.xid == row.get("xid"))
            #expect(try change.capturedAt == row.get("at"))
        }
    }

    @Test func `a transaction that was in progress is read when it has ended, its early changes first`() async throws {
        try await withInstallation { installation in
            let (reader, late) = (try installation.makeReader(), try await installation.database.connect())
            try await late.execute("begin")
            let early = try await late.write(2)
            let others = try await installation.connection.write(3)
            try await #expect(reader.numbers() == others)

            let rest = try await late.write(2)
            let more = try await installation.connection.write(1)
            try await #expect(reader.numbers() == more)
            try await late.execute("commit")
            try await #expect(reader.numbers() == early + rest)
            try await #expect(reader.read().batch == nil)
            await late.close()
        }
    }

    /// On a server of its own, where no other test ends transactions.
    @Test func `a straggler at or above xmax is not forgotten`() async throws {
        var options = PostgresCluster.Options()
        options.settings["autovacuum"] = "off"
        let cluster = try await PostgresCluster.start(options)
        try await withInstallation(on: cluster) { installation in
            let (reader, late) = (try installation.makeReader(), try await installation.database.connect())
            let quick = installation.connection
            try await quick.execute("begin")
            try await quick.drawXID()
            try await late.execute("begin")
            let early = try await late.write()
            let others = try await quick.write()
            try await quick.execute("commit")
            let reading = try await reader.read()
            #expect(reading.numbers == others)
            try await #expect(reading.end.snapshot.xmax <= late.drawXID(), "not the case that is to be tested")

            try await late.execute("commit")
            try await #expect(reader.numbers() == early)
            await late.close()
        }
    }

    @Test func `a prepared transaction is read when somebody commits it`() async throws {
        try await withInstallation { installation in
            let (reader, other) = (try installation.makeReader(), try await installation.database.connect())
            let name = installation.database.name
            try await other.execute("begin")
            let prepared = try await other.write(2)
            try await other.execute("prepare transaction '\(name)'")
            await other.close()
            let others = try await installation.connection.write(2)
            try await #expect(reader.numbers() == others)
            try await installation.connection.execute("commit prepared '\(name)'")
            try await #expect(reader.numbers() == prepared)
        }
    }

    @Test(arguments: 1...8)
    func `a restart at every page changes nothing`(pageSize: Int) async throws {
        try await withInstallation { installation in
            let (quick, late) = (installation.connection, try await installation.database.connect())
            try await late.execute("begin")
            let early = try await late.write(5)
            let before = try await quick.write(4)
            var position = try await installation.makeReader().read().end
            #expect(position.highest.rawValue == before.last)
            let inWindow = try await quick.write(6)
            let rest = try await late.write(5)
            try await late.execute("commit")
            let stillInWindow = try await quick.write(3)

            var pages: [[Int64]] = []
            for _ in 0..<40 {
                let reading = try await installation.makeReader(from: position, changes: pageSize).read()
                #expect(reading.start == position)
                // What commits while a window is open belongs to the next one.
                if pages.isEmpty { try await quick.write(1) }
                position = reading.end
                pages.append(reading.numbers)
            }
            let window = early + inWindow + rest + stillInWindow
            #expect(Array(pages.joined()) == window + [window[window.count - 1] + 1])
            #expect(pages.allSatisfy { $0.count <= pageSize })
            #expect(position.window == nil)
            await late.close()
        }
    }

    @Test func `a batch ends with the change that takes it to its size`() async throws {
        try await withInstallation { installation in
            let numbers = try await installation.connection.write(8, bytes: 100_000)
            let reader = try installation.makeReader(bytes: 250_000)
            let pages = [try await reader.numbers(), try await reader.numbers(), try await reader.numbers()]
            #expect(pages == [Array(numbers[0..<3]), Array(numbers[3..<6]), Array(numbers[6..<8])])
            try await #expect(reader.read().batch == nil)
        }
    }

    @Test func `a change that is larger than any limit passes alone`() async throws {
        try await withInstallation { installation in
            let size = 20 << 20
            let numbers = try await installation.connection.write(2, bytes: size)
            let reader = try installation.makeReader(bytes: 1)
            for number in numbers {
                let reading = try await reader.read()
                #expect(reading.numbers == [number])
                #expect(reading.batch.map { $0.bytes.count > size } == true)
            }
            try await #expect(reader.read().batch == nil)
        }
    }

    @Test func `after a lost connection the reader goes on where it was`() async throws {
        try await withInstallation { installation in
            let numbers = try await installation.connection.write(5)
            let reader = try installation.makeReader(changes: 3)
            try await #expect(reader.numbers() == Array(numbers.prefix(3)))
            try await installation.connection.execute(
                """
                select pg_terminate_backend(pid, 10000) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                """)
            let error = await #expect(throws: PostgresError.self) { try await reader.read() }
            #expect(error?.isTransient == true)
            try await #expect(reader.numbers() == Array(numbers.suffix(2)))
        }
    }
}
