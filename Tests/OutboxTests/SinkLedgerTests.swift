import PostgresClient
import PostgresTesting
import TailraceCore
import Testing

@testable import Outbox

@Suite(.serialized) struct SinkLedgerTests {
    private func row(of sink: String, _ installation: Installation) async throws -> String {
        try await installation.connection.query(
            "select sink::text from tailrace.sink as sink where name = $1", [.text(sink)]
        ).single()
    }

    @Test func `a sink starts where it is told, and a known one keeps its position`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let stored = try await installation.connection.write(3)
            let now = try await installation.serve("now", ledger, from: .now).position
            #expect(now.highest.rawValue == stored.last)
            let earliest = try await installation.serve("earliest", ledger).position
            #expect(earliest == .earliest)
            let new = try await installation.connection.write(2)
            try await #expect(installation.makeReader(from: now).numbers() == new)
            try await #expect(installation.makeReader(from: earliest).numbers() == stored + new)

            let before = try await row(of: "now", installation)
            try await ledger.register("now", type: "other", start: .earliest)
            try await #expect(row(of: "now", installation) == before)
        }
    }

    @Test func `one of many gets a lease, and the next only when it has ended or is given back`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await ledger.register("s", type: "file", start: .earliest)
            let leases = try await withThrowingTaskGroup { group in
                for number in 0..<10 {
                    let ledger = SinkLedger(database: try installation.makeDatabase())
                    group.addTask {
                        try await ledger.acquire("s", type: "file", owner: "\(number)", for: .seconds(60))?.lease
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = leases.compactMap(\.self)
            #expect(winners.count == 1)
            let winner = try #require(winners.first)
            let holder = try #require(try await ledger.holder(of: "s"))
            #expect(Int(holder.owner).map { (0..<10).contains($0) } == true)
            #expect(holder.remaining > .zero && holder.remaining <= .seconds(60))

            try await ledger.release(winner)
            try await #expect(ledger.holder(of: "s") == nil)
            let short = try #require(
                try await ledger.acquire("s", type: "file", owner: "short", for: .microseconds(1)))
            #expect(short.lease.epoch == winner.epoch + 1)
            try await #expect(ledger.holder(of: "s") == nil)
            let next = try #require(try await ledger.acquire("s", type: "file", owner: "next", for: .seconds(60)))
            #expect(next.lease.epoch == winner.epoch + 2)
            try await #expect(ledger.acquire("s", type: "file", owner: "late", for: .seconds(60)) == nil)
            try await #expect(ledger.acquire("unknown", type: "file", owner: "x", for: .seconds(60)) == nil)
        }
    }

    @Test func `renewing keeps a lease that has nearly or wholly run out`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            let lease = try await installation.serve("s", ledger, lease: .microseconds(1)).lease
            try await installation.connection.execute("update tailrace.sink set lease_term = '1 minute'")
            let longer = Lease(sink: lease.sink, epoch: lease.epoch, duration: .seconds(60))
            try await ledger.renew(longer)
            // A shorter lease of its own gives nobody a right to another's.
            for term in [Duration.seconds(60), .seconds(1)] {
                try await #expect(ledger.acquire("s", type: "file", owner: "late", for: term) == nil)
            }
        }
    }

    @Test func `an old epoch can do nothing at all`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await installation.connection.write(3)
            let old = try await installation.serve("s", ledger, lease: .microseconds(1))
            let reading = try await installation.makeReader(from: old.position).read()
            let new = try #require(try await ledger.acquire("s", type: "file", owner: "new", for: .seconds(60)))
            let before = try await row(of: "s", installation)
            let trouble = SinkTrouble(kind: "transient", message: "none", failures: 1, nextTry: .seconds(1))

            await #expect(throws: LeaseLost.self) { try await ledger.mark(reading, old.lease) }
            await #expect(throws: LeaseLost.self) { try await ledger.renew(old.lease) }
            await #expect(throws: LeaseLost.self) { try await ledger.report(.retrying, trouble, old.lease) }
            await #expect(throws: LeaseLost.self) { try await ledger.release(old.lease) }
            try await #expect(row(of: "s", installation) == before)
            let receipts: Int = try await installation.connection.query("select count(*) from tailrace.delivery")
                .single()
            #expect(receipts == 0)

            try await ledger.mark(reading, new.lease)
            try await ledger.renew(new.lease)
            try await ledger.report(.running, nil, new.lease)
            try await ledger.release(new.lease)
        }
    }

    @Test func `a mark is where the next owner starts, inside a window too`() async throws {
        try await withInstallation { installation in
            let ledger = SinkLedger(database: try installation.makeDatabase())
            try await installation.connection.write(5)
            var acquisition = try await installation.serve("s", ledger)
            for expected in [[1, 2], [3, 4], [5], []] as [[Int64]] {
                let reading = try await installation.makeReader(from: acquisition.position, changes: 2).read()
                #expect(reading.numbers == expected)
                try await ledger.mark(reading, acquisition.lease)
                try await ledger.release(acquisition.lease)
                acquisition = try await installation.serve("s", ledger)
                #expect(acquisition.position == reading.end)
            }
        }
    }

    @Test func `marks and renewals do not wait for the disk, and leave the connection's setting alone`() async throws {
        try await withInstallation { installation in
            // What counts is the setting at the commit, which is when a deferred trigger fires.
            try await installation.connection.execute(
                """
                create table public.seen (setting text);
                create function public.see() returns trigger language plpgsql as $$
                    begin insert into public.seen values (current_setting('synchronous_commit')); return null; end $$;
                create constraint trigger see after update on tailrace.sink deferrable initially deferred
                    for each row execute function public.see();
                """)
            let database = try installation.makeDatabase()
            let ledger = SinkLedger(database: database)
            let acquisition = try await installation.serve("s", ledger)
            try await installation.connection.write(2)
            let reading = try await installation.makeReader(from: acquisition.position).read()
            try await ledger.mark(reading, acquisition.lease)
            try await ledger.renew(acquisition.lease)
            try await ledger.release(acquisition.lease)
            let seen = try await installation.connection.query("select setting from public.seen").map {
                try $0.get("setting", as: String.self)
            }
            #expect(seen == ["on", "off", "off", "on"])
            let after = try await database.perform { try $0.query("show synchronous_commit").single(as: String.self) }
            #expect(after == "on")
        }
    }
}
