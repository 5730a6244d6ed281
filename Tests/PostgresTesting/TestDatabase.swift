import PostgresClient

/// A database made for one test.
public struct TestDatabase: Sendable {
    /// The server that it is on.
    public let cluster: PostgresCluster
    /// Its name.
    public let name: String

    /// Names a database that is there.
    public init(cluster: PostgresCluster, name: String) {
        self.cluster = cluster
        self.name = name
    }

    /// Its connection URL, as the superuser.
    public var conninfo: String { cluster.conninfo(database: name) }

    /// Opens a connection as the superuser.
    public func connect(
        applicationName: String = "tailrace", onNotice: PostgresNotice.Handler? = nil
    ) async throws -> PostgresConnection {
        try await PostgresConnection.connect(
            PostgresSettings(conninfo: conninfo, applicationName: applicationName, onNotice: onNotice))
    }

    /// Drops it, and whoever is connected; a failure is passed over, since the whole server goes in the end.
    public func drop() async {
        try? await cluster.administer("drop database if exists \(name) with (force)")
    }
}
