import Foundation
import PostgresClient
import Synchronization

/// A private PostgreSQL server on a free loopback port, in a temporary folder, which is gone when the process exits.
public final class PostgresCluster: Sendable {
    /// What a server is started with.
    public struct Options: Sendable {
        /// Whether the server waits for the disk.
        public var fsync = false
        /// Lines for `postgresql.conf`.
        public var settings: [String: String] = [:]
        /// The password that the superuser needs (by SCRAM); nil lets everybody in.
        public var password: String?
        /// Whether the server offers TLS, with a certificate that it signed itself.
        public var tls = false
        /// Further arguments of `initdb`.
        public var initdb: [String] = []
        /// Variables in the server's environment.
        public var environment: [String: String] = [:]

        /// The usual: quick, open, without TLS.
        public init() {}
    }

    /// How a server is stopped.
    public enum StopMode: Sendable {
        /// Sessions are ended and the data written out.
        case fast
        /// Like a power cut: the next start recovers.
        case immediate
        /// The postmaster is killed, and its children find themselves alone.
        case killed

        var signal: Int32 {
            switch self {
            case .fast: SIGINT
            case .immediate: SIGQUIT
            case .killed: SIGKILL
            }
        }
    }

    /// A step of starting or stopping a server that failed.
    public struct Failure: Error, CustomStringConvertible {
        /// The whole story, for a test's log.
        public let description: String
    }

    /// The superuser's name.
    public static let superuser = "postgres"

    /// The server's port on 127.0.0.1.
    public var port: Int { currentPort.withLock { $0 } }
    let currentPort: Mutex<Int>
    let options: Options
    let folder: ClusterFolder
    let installation: PostgresInstallation
    private let postmaster = Mutex<TestProcess?>(nil)

    init(_ options: Options, _ installation: PostgresInstallation) throws {
        self.options = options
        self.installation = installation
        folder = try ClusterFolder(owner: installation.systemUser)
        currentPort = Mutex(try freeLoopbackPort())
        ClusterGraveyard.register(folder.url)
    }

    deinit {
        ClusterGraveyard.end(folder.url)
    }

    // MARK: Life

    /// Makes a server and starts it.
    ///
    /// - Parameter binaries: the folder of the server's programs; nil for those that the tests run on.
    /// - Throws: ``Failure`` with the output of the step that failed.
    public static func start(
        _ options: Options = Options(), binaries: URL? = nil
    ) async throws -> PostgresCluster {
        let cluster = try await PostgresCluster(options, PostgresInstallation.find(binaries))
        try await cluster.initialise()
        try await cluster.start()
        return cluster
    }

    private static let sharedCluster = Task { try await start() }

    /// The server that all tests of this process share, started at the first call.
    public static func shared() async throws -> PostgresCluster {
        try await sharedCluster.value
    }

    /// Starts the server, on the same port as before, and waits until it takes connections.
    public func start() async throws {
        let process = try installation.launch(
            "postgres", ["-D", folder.data.path], log: folder.log, environment: options.environment)
        postmaster.withLock { $0 = process }
        ClusterGraveyard.record(postmaster: process.pid, in: folder.url)
        let settings = try PostgresSettings(conninfo: conninfo())
        let deadline = ContinuousClock.now + .seconds(180)
        while true {
            do {
                try await PostgresConnection.connect(settings).close()
                return
            } catch {
                guard error.isTransient, process.isRunning, ContinuousClock.now < deadline else {
                    throw Failure(description: "the server did not start: \(error)\n\(log)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Stops the server and waits until it is gone.
    public func stop(_ mode: StopMode = .fast) async throws {
        guard let process = postmaster.withLock({ $0 }) else { return }
        process.signal(mode.signal)
        try await process.waitUntilExit()
        postmaster.withLock { $0 = nil }
        ClusterGraveyard.record(postmaster: nil, in: folder.url)
    }

    /// Stops the server and starts it again on the same port.
    public func restart(_ mode: StopMode = .fast) async throws {
        try await stop(mode)
        try await start()
    }

    /// The server's log so far.
    public var log: String {
        (try? String(contentsOf: folder.log, encoding: .utf8)) ?? ""
    }

    /// Whether the server's main process has been started and has not ended.
    public var isRunning: Bool { postmaster.withLock { $0?.isRunning ?? false } }

    /// The server's main process; nil when stopped.
    public var postmasterPID: Int32? { postmaster.withLock { $0?.pid } }

    // MARK: Use

    /// The connection URL of a database.
    ///
    /// - Parameters:
    ///   - database: The database.
    ///   - user: The role.
    ///   - password: The password; the superuser's is put in where it is needed.
    ///   - query: Further libpq settings.
    public func conninfo(
        database: String = "postgres", user: String = superuser, password: String? = nil, query: [String: String] = [:]
    ) -> String {
        var url = URLComponents()
        url.scheme = "postgresql"
        url.percentEncodedUser = user.percentEncoded
        url.percentEncodedPassword = (password ?? (user == Self.superuser ? options.password : nil))?.percentEncoded
        url.host = "127.0.0.1"
        url.port = port
        url.percentEncodedPath = "/" + database.percentEncoded
        if !query.isEmpty {
            url.percentEncodedQuery = query.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
        }
        return url.string ?? ""
    }

    /// Makes a fresh, empty database.
    ///
    /// - Parameter prefix: What its name starts with; the rest makes it unique.
    public func createDatabase(_ prefix: String = "test") async throws -> TestDatabase {
        let suffix = UUID().uuidString.prefix(13).replacing("-", with: "_").lowercased()
        let name = "\(prefix)_\(suffix)"
        try await administer("create database \(name)")
        return TestDatabase(cluster: self, name: name)
    }

    /// Runs SQL as the superuser, in the database `postgres`.
    public func administer(_ sql: String) async throws {
        let connection = try await PostgresConnection.connect(PostgresSettings(conninfo: conninfo()))
        try await connection.execute(sql)
        await connection.close()
    }

    // MARK: Making it

    func initialise(_ further: [String] = []) async throws {
        var arguments = ["-D", folder.data.path, "-U", Self.superuser, "-E", "UTF8", "--locale=C", "--no-sync"]
        arguments += options.initdb + further
        if let password = options.password {
            let file = try folder.write(password, to: "password")
            arguments += ["--auth=scram-sha-256", "--pwfile=\(file.path)"]
        } else {
            arguments += ["--auth=trust"]
        }
        try await installation.run("initdb", arguments)
        if options.tls { try await makeCertificate() }
        var settings = [
            "listen_addresses": "127.0.0.1",
            "port": "\(port)",
            "unix_socket_directories": folder.url.path,
            "fsync": options.fsync ? "on" : "off",
            "max_connections": "400",
            "max_prepared_transactions": "20",
        ]
        if options.tls { settings["ssl"] = "on" }
        settings.merge(options.settings) { _, new in new }
        let lines = settings.map { "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n" }.sorted().joined()
        try folder.write(lines, to: "data/postgresql.auto.conf")
    }

    private func makeCertificate() async throws {
        let data = folder.data.path
        try await installation.run(
            "/usr/bin/env",
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", "\(data)/server.key", "-out", "\(data)/server.crt",
            ])
    }

    /// The server's own certificate, to trust it by `sslrootcert`.
    public var certificate: URL { folder.data.appendingPathComponent("server.crt") }
}

extension String {
    /// With everything but letters, digits and `-._~` escaped, as every part of a URL allows.
    fileprivate var percentEncoded: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~"))) ?? ""
    }
}
