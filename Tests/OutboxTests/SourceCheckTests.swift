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
        let older = try await refusal(after: "delete from tailrace.migration where version = \(newest)")
        #expect(older.contains("version \(newest - 1)") && older.contains("`tailrace setup`"))
        let newer = try await refusal(after: "insert into tailrace.migration values (\(newest + 1), 'x')")
        #expect(newer.contains("version \(newest + 1)") && newer.contains("newer Tailrace"))
    }

    @Test func `an outbox from another cluster is refused, with the way out`() async throws {
        let moved = try await refusal(
            after: "update tailrace.source set system_identifier = system_identifier + 1")
        #expect(moved.contains("another cluster") && moved.contains("`tailrace uninstall`"))
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
