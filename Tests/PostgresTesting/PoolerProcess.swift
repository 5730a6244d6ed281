import Foundation
import PostgresClient
import Synchronization

/// A PgBouncer in transaction mode before a server, in a temporary folder.
public final class PoolerProcess: Sendable {
    /// Its port on 127.0.0.1.
    public let port: Int
    private let folder: ClusterFolder
    private let installation: PostgresInstallation
    private let process = Mutex<TestProcess?>(nil)

    /// Starts a pooler.
    /// - Parameters:
    ///   - cluster: the server, which lets the superuser in without a password.
    ///   - poolSize: how many server connections it has for a database and role.
    ///   - serverLifetime: how many seconds a server connection is used; then the next one takes its place.
    public init(before cluster: PostgresCluster, poolSize: Int, serverLifetime: Int = 3_600) async throws {
        installation = try await PostgresInstallation.find()
        folder = try ClusterFolder(owner: installation.systemUser)
        ClusterGraveyard.register(folder.url)
        port = try freeLoopbackPort()
        try folder.write(
            """
            [databases]
            * = user=\(PostgresCluster.superuser) host=127.0.0.1 port=\(cluster.port)
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = \(poolSize)
            server_lifetime = \(serverLifetime)
            max_client_conn = 500
            ignore_startup_parameters = extra_float_digits
            """, to: "pgbouncer.ini")
        try await start()
    }

    /// Starts it, on the same port as before, and waits until it takes connections.
    public func start() async throws {
        let started = try installation.launch(
            Self.program, [folder.url.appendingPathComponent("pgbouncer.ini").path],
            log: folder.url.appendingPathComponent("log"))
        process.withLock { $0 = started }
        let settings = try PostgresSettings(conninfo: conninfo(database: "postgres"))
        let deadline = ContinuousClock.now + .seconds(180)
        while true {
            do {
                try await PostgresConnection.connect(settings).close()
                return
            } catch {
                guard error.isTransient, started.isRunning, ContinuousClock.now < deadline else {
                    throw PostgresCluster.Failure(description: "PgBouncer did not start: \(error)\n\(log)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static let program = "/usr/sbin/pgbouncer"

    /// Kills it, and with it every connection.
    public func kill() async throws {
        guard let running = process.withLock({ $0 }) else { return }
        running.signal(SIGKILL)
        try await running.waitUntilExit()
        process.withLock { $0 = nil }
    }

    deinit {
        process.withLock { $0?.signal(SIGKILL) }
        ClusterGraveyard.end(folder.url)
    }

    /// What it has said so far.
    public var log: String {
        (try? String(contentsOf: folder.url.appendingPathComponent("log"), encoding: .utf8)) ?? ""
    }

    /// The connection URL of a database through it.
    public func conninfo(database: String) -> String {
        "postgresql://\(PostgresCluster.superuser)@127.0.0.1:\(port)/\(database)"
    }
}
