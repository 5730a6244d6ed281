import PostgresClient
import PostgresTesting

extension PostgresCluster {
    private static let major = Task {
        let connection = try await PostgresConnection.connect(PostgresSettings(conninfo: try await shared().conninfo()))
        let version: Int32 = try await connection.query("select current_setting('server_version_num')::integer")
            .single()
        await connection.close()
        return Int(version / 10_000)
    }

    /// The major version of the server that all tests of this process share.
    static func sharedMajor() async throws -> Int {
        try await major.value
    }
}
