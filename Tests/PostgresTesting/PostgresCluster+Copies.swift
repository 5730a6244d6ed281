import Foundation
import PostgresClient
import Synchronization

/// Servers made of others: replicas, restores, upgrades.
extension PostgresCluster {
    /// Makes a replica, which follows this server; it has been started.
    public func startReplica() async throws -> PostgresCluster {
        let replica = try await backUp()
        try replica.write(file: "standby.signal")
        try replica.folder.addSettings([
            "primary_conninfo": "host=127.0.0.1 port=\(port) user=\(Self.superuser)"
        ])
        try await replica.start()
        return replica
    }

    /// Makes a physical copy, which has not been started.
    public func backUp() async throws -> PostgresCluster {
        let copy = try PostgresCluster(options, installation)
        try await installation.run(
            "pg_basebackup",
            [
                "-D", copy.folder.data.path, "-h", "127.0.0.1", "-p", "\(port)", "-U", Self.superuser, "-X", "stream",
                "-c", "fast", "--no-sync",
            ])
        try copy.folder.addSettings(["port": "\(copy.port)", "unix_socket_directories": copy.folder.url.path])
        return copy
    }

    /// Waits until a replica has everything that this server has written.
    public func waitUntilCaughtUp(_ replica: PostgresCluster) async throws {
        let place: String = try await ask("select pg_current_wal_insert_lsn()::text")
        try await administer("select pg_switch_wal()")
        let deadline = ContinuousClock.now + .seconds(180)
        while try await !replica.ask("select pg_last_wal_replay_lsn() >= '\(place)'", as: Bool.self) {
            guard ContinuousClock.now < deadline else { throw Failure(description: "the replica does not follow") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Takes the place, and the port, of a server that has been stopped; becomes a primary where it is a replica.
    public func takeOver(from former: PostgresCluster) async throws {
        try await stop()
        currentPort.withLock { $0 = former.port }
        try folder.addSettings(["port": "\(former.port)"])
        try await start()
        if try await ask("select pg_is_in_recovery()", as: Bool.self) {
            let isPromoted: Bool = try await ask("select pg_promote()")
            guard isPromoted else { throw Failure(description: "the replica is not promoted:\n\(log)") }
        }
    }

    /// Where a server with ``archiving`` puts its log.
    private var archive: URL { folder.url.appendingPathComponent("archive") }

    /// Has the server keep its write-ahead log for restores.
    public func archiveLog() async throws {
        _ = try folder.makeFolder("archive")
        try folder.addSettings(["archive_mode": "on", "archive_command": "cp %p \(archive.path)/%f"])
        try await restart()
    }

    /// Brings a copy to the point that was given a name by `pg_create_restore_point`, from this server's archive. It
    /// takes this server's place, which has been stopped.
    public func restore(_ copy: PostgresCluster, to point: String) async throws {
        try copy.write(file: "recovery.signal")
        try copy.folder.addSettings([
            "restore_command": "cp \(archive.path)/%f %p", "recovery_target_name": point,
            "recovery_target_action": "promote", "archive_mode": "off",
        ])
        copy.currentPort.withLock { $0 = port }
        try copy.folder.addSettings(["port": "\(port)"])
        try await copy.start()
        let deadline = ContinuousClock.now + .seconds(180)
        while try await copy.ask("select pg_is_in_recovery()", as: Bool.self) {
            guard ContinuousClock.now < deadline else { throw Failure(description: "no end of recovery:\n\(copy.log)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Copies a database's rows into a new database of another server.
    public func dump(_ database: TestDatabase, to other: PostgresCluster) async throws -> TestDatabase {
        let file = folder.url.appendingPathComponent("dump-\(database.name)")
        try await installation.run("pg_dump", ["-f", file.path, conninfo(database: database.name)])
        let copy = TestDatabase(cluster: other, name: database.name)
        try await other.administer("create database \(database.name)")
        try await installation.run(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.path, "-o", "/dev/null", copy.conninfo])
        return copy
    }

    /// Brings this server, which has been stopped, to another major version. The new one takes its place.
    /// - Parameter binaries: the folder of the new version's programs.
    public func upgrade(to binaries: URL) async throws -> PostgresCluster {
        let new = try await PostgresCluster(options, PostgresInstallation.find(binaries))
        let hasChecksumsByDefault = try await new.installation.version() >= 18
        try await new.initialise(hasChecksumsByDefault ? ["--no-data-checksums"] : [])
        new.currentPort.withLock { $0 = port }
        try new.folder.addSettings(["port": "\(port)"])
        let sockets = try new.folder.makeFolder("upgrade")
        try await new.installation.run(
            "/bin/sh",
            [
                "-c", #"cd "$1" && shift && exec "$@""#, "sh", sockets.path,
                binaries.appendingPathComponent("pg_upgrade").path, "-N", "-b", installation.binaries.path, "-B",
                binaries.path, "-d", folder.data.path, "-D", new.folder.data.path, "-U", Self.superuser, "-p",
                "\(try freeLoopbackPort())", "-P", "\(try freeLoopbackPort())", "-s", sockets.path,
            ])
        try await new.start()
        return new
    }

    /// The major version of the server's programs.
    public var version: Int { get async throws { try await installation.version() } }

    private func write(file: String) throws {
        try folder.write("", to: "data/\(file)")
    }

    /// Asks for one value, as the superuser, in the database `postgres`.
    private func ask<T: PostgresDecodable & Sendable>(_ sql: String, as type: T.Type = T.self) async throws -> T {
        let connection = try await PostgresConnection.connect(PostgresSettings(conninfo: conninfo()))
        let value: T = try await connection.query(PostgresStatement(sql)).single()
        await connection.close()
        return value
    }
}

extension PostgresInstallation {
    /// The major version.
    func version() async throws -> Int {
        let process = try TestProcess(binaries.appendingPathComponent("postgres"), ["--version"])
        try await process.waitUntilExit()
        let words = process.output.standardOutput.split(whereSeparator: { !$0.isNumber })
        return words.first.flatMap { Int($0) } ?? 0
    }
}
