import FaultTesting
import PostgresClient
import PostgresTesting
import Testing

@Suite struct SwallowedCommitTests {
    @Test func theServerHasCommittedWhatTheClientNeverHearsOf() async throws {
        let database = try await PostgresCluster.shared().createDatabase("proxy")
        let direct = try await database.connect()
        try await direct.execute("create table item (id integer primary key)")
        let proxy = try FaultProxy(to: database.cluster.port, greeting: 2)
        let client = try await PostgresConnection.connect(
            PostgresSettings(
                conninfo: "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(proxy.port)/\(database.name)"))
        try await client.execute("insert into item values (1)")
        proxy.swallowAnswers(1)
        await #expect {
            try await client.execute("insert into item values (2)")
        } throws: {
            ($0 as? PostgresError)?.kind == .connectionLost
        }
        #expect(try await direct.query("select count(*) from item").single(as: Int.self) == 2)
        await direct.close()
        await database.drop()
    }
}
