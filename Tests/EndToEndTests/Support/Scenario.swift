import Foundation
import PostgresClient
import PostgresTesting

/// A fresh database, a folder with a configuration, and the program run on both as a user does.
struct Scenario: Sendable {
    let database: TestDatabase
    let folder: URL

    /// A table that most tests write to.
    static let itemTable = "create table item (id integer primary key, name text);"

    /// Gives `body` a scenario, and removes it afterwards.
    /// - Parameters:
    ///   - cluster: the server; the shared one when left out.
    ///   - sql: run in the database first.
    ///   - configuration: what the configuration file says.
    ///   - isInstalled: whether `setup` is run.
    static func run(
        on cluster: PostgresCluster? = nil, sql: String = itemTable, _ configuration: Configuration = Configuration(),
        isInstalled: Bool = true, _ body: (Scenario) async throws -> Void
    ) async throws {
        let cluster = if let cluster { cluster } else { try await PostgresCluster.shared() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tailrace-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let scenario = Scenario(database: try await cluster.createDatabase("e2e"), folder: folder)
        try await scenario.execute(sql)
        try scenario.write(configuration)
        if isInstalled {
            try await scenario.setUp()
        }
        try await body(scenario)
        await scenario.database.drop()
    }

    // MARK: The database

    /// Runs SQL as the application's owner.
    func execute(_ sql: String) async throws {
        let connection = try await connect()
        try await connection.execute(sql)
        await connection.close()
    }

    /// Asks for one value.
    func value<T: PostgresDecodable & Sendable>(_ sql: String, as type: T.Type = T.self) async throws -> T {
        let connection = try await connect()
        let value: T = try await connection.query(PostgresStatement(sql)).single()
        await connection.close()
        return value
    }

    func connect(user: String = PostgresCluster.superuser) async throws -> PostgresConnection {
        try await PostgresConnection.connect(
            PostgresSettings(
                conninfo: database.cluster.conninfo(database: database.name, user: user),
                applicationName: "application"))
    }

    /// Inserts items, each in a transaction of its own.
    func insertItems(_ ids: ClosedRange<Int>, name: String = "n") async throws {
        let connection = try await connect()
        for id in ids {
            try await connection.execute("insert into item values (\(id), '\(name)')")
        }
        await connection.close()
    }

    // MARK: The program

    var configurationFile: URL { folder.appendingPathComponent("tailrace.yaml") }

    var environment: [String: String] { ["DATABASE_URL": database.conninfo] }

    func write(_ configuration: Configuration) throws {
        try configuration.text.write(to: configurationFile, atomically: true, encoding: .utf8)
    }

    /// Starts the program with the configuration.
    func start(_ arguments: String..., environment: [String: String] = [:]) throws -> TestProcess {
        try start(arguments, environment: environment)
    }

    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> TestProcess {
        try TestProcess(
            Tailrace.executable, arguments + ["--config", configurationFile.path],
            environment: self.environment.merging(environment) { _, given in given }, directory: folder)
    }

    /// Runs the program with the configuration to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Tailrace.Outcome {
        try await run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Tailrace.Outcome {
        try await start(arguments, environment: environment).outcome()
    }

    func setUp() async throws {
        let outcome = try await run("setup")
        guard outcome.status == 0 else { throw Complaint("setup failed: \(outcome)") }
    }

    /// Starts a relay and waits until it serves its sinks.
    func startRelay(_ arguments: String..., environment: [String: String] = [:], sinks: Int = 1) async throws
        -> TestProcess
    {
        let relay = try start(["run"] + arguments, environment: environment)
        try await relay.waitFor { $0.standardError.components(separatedBy: "delivering").count > sinks }
        return relay
    }

    /// Runs a relay until everything is delivered.
    func relayAll() async throws {
        let relay = try await startRelay()
        try await waitUntilDelivered()
        try await relay.stop()
    }

    /// What `status --json` says.
    func status() async throws -> JSON {
        let outcome = try await run("status", "--json")
        guard outcome.status == 0 else { throw Complaint("status failed: \(outcome)") }
        return try JSON(parsing: outcome.output)
    }

    /// What `status --json` says of one sink.
    func status(of sink: String) async throws -> JSON {
        let sinks = try await status()["sinks"]?.array ?? []
        guard let found = sinks.first(where: { $0["name"]?.text == sink }) else {
            throw Complaint("status does not know the sink \(sink)")
        }
        return found
    }

    func waitUntilDelivered(to sink: String = "changes") async throws {
        try await wait(until: "nothing is pending for \(sink)") {
            try await status(of: sink)["pending"] == 0
        }
    }

    // MARK: What has been delivered

    /// The files that a file sink has written, the finished ones first.
    func files(_ stem: String = "changes") throws -> [URL] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("\(stem).") && $0.hasSuffix(".jsonl") }
        let live = "\(stem).jsonl"
        return (names.filter { $0 != live }.sorted() + names.filter { $0 == live })
            .map { folder.appendingPathComponent($0) }
    }

    /// What a file sink has written, over all of its files.
    func events(_ stem: String = "changes") throws -> [Event] {
        try files(stem).flatMap { try Event.parse(String(contentsOf: $0, encoding: .utf8)) }
    }

    /// The sequence numbers that the outbox holds.
    func storedSequence() async throws -> [Int] {
        let text: String = try await value(
            "select coalesce(string_agg(seq::text, ',' order by seq), '') from tailrace.outbox")
        return text.split(separator: ",").compactMap { Int($0) }
    }
}
