import Outbox
import PostgresClient
import PostgresTesting
import TailraceCore
import TailraceSQL
import Testing

@Suite(.serialized) struct SourceCheckTests {
    /// What `identify` says of a database that has been tampered with.
    private func refusal(after tampering: String) async throws -> String {
        var refusal = ""
        try await withInstallation { installation in
            try await installation.connection.execute(tampering)
            let error = await #expect(throws: SourceProblem.self) {
                try await SourceCheck.identify(installation.makeDatabase())
            }
            refusal = error?.description ?? ""
        }
        return refusal
    }

    @Test func `an installation has the name it was given and an epoch of its own`() async throws {
        try await withInstallation { installation in
            let identity = try await SourceCheck.identify(installation.makeDatabase())
            let epoch: String = try await installation.connection.query("select epoch::text from tailrace.source")
                .single()
            #expect(identity == SourceIdentity(name: "shop", epoch: epoch))
        }
    }

    @Test func `a database without Tailrace is told apart from one with half of it`() async throws {
        let notInstalled = try await refusal(after: "drop schema tailrace cascade")
        #expect(notInstalled.contains("not installed") && notInstalled.contains("`tailrace setup`"))
        let half = try await refusal(after: "drop table tailrace.source")
        #expect(half.contains("`tailrace setup`"))
        let empty = try await refusal(after: "delete from tailrace.source")
        #expect(empty.contains("without its source") && empty.contains("`tailrace setup`"))
    }

    @Test func `an older schema wants setup, a newer one a newer program`() async throws {
        let newest = Migration.newest
        let before = Migration.all.map(\.version).sorted().dropLast().last ?? 0
        let older = try await refusal(after: "delete from tailrace.migration where version = \(newest)")
        #expect(older.contains("version \(before)") && older.contains("`tailrace setup`"))
        let newer = try await refusal(after: "insert into tailrace.migration values (\(newest + 1), 'x')")
        #expect(newer.contains("version \(newest + 1)") && newer.contains("newer Tailrace"))
    }

    @Test(arguments: [
        ("update tailrace.witness set writer = 1", "restored from a dump"),
        (
            """
            create table copy as select writer from tailrace.witness; delete from tailrace.witness;
            insert into tailrace.witness select * from copy
            """, "restored from a dump"
        ),
        ("update tailrace.source set history = '1/' || split_part(history, '/', 2) || '/1'", "into another cluster"),
        ("update tailrace.source set history = replace(history, '/', '/1')", "a copy of another one"),
    ])
    func `an outbox that is another one's is refused, with the way out`(
        tampering: String, reason: String
    ) async throws {
        let refusal = try await refusal(after: tampering)
        #expect(refusal.contains(reason) && refusal.contains("`tailrace re-anchor`"), "\(refusal)")
    }

    @Test func `a branch of the history is not refused, and noted once`() async throws {
        try await withInstallation { installation in
            let database = try installation.makeDatabase()
            try await installation.connection.write()
            let earlier = "regexp_replace(history, '[0-9]+$', '77')"
            try await installation.connection.execute("update tailrace.source set history = \(earlier)")
            let finding = try await database.perform { session in try SourceCheck.examine(session) }
            #expect(finding.change == .branched)
            #expect(finding.noted.timeline == 77)
            let ledger = SinkLedger(database: database)
            #expect(try await ledger.noteBranch())
            #expect(try await !ledger.noteBranch())
            #expect(try await installation.connection.write()[0] > 1_000_000)
        }
    }

    @Test func `a role without rights is told which one to use`() async throws {
        try await withInstallation { installation in
            let role = installation.database.name + "_guest"
            try await installation.connection.execute("create role \(role) login")
            let url = installation.database.cluster.conninfo(database: installation.database.name, user: role)
            let error = await #expect(throws: SourceProblem.self) {
                try await SourceCheck.identify(PostgresDatabase(PostgresSettings(conninfo: url)))
            }
            #expect(error?.description.contains("the role that ran `tailrace setup`") == true)
            try await installation.connection.execute("drop role \(role)")
        }
    }
}
