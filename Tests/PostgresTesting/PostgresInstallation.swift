import Foundation

/// The PostgreSQL server programs of this machine, and the system user who may run them.
struct PostgresInstallation {
    let binaries: URL
    /// Nil when this process may run the server itself: it refuses to run as root.
    let systemUser: String?

    /// Looks in `TAILRACE_PG_BIN`, asks `pg_config`, and looks where Debian puts them, the newest first.
    static func find(_ binaries: URL? = nil) async throws -> PostgresInstallation {
        if let binaries { return PostgresInstallation(binaries: binaries, systemUser: try unprivilegedUser()) }
        let told = [ProcessInfo.processInfo.environment["TAILRACE_PG_BIN"], await pgConfigFolder()].compactMap(\.self)
        let folder = (told + debianFolders()).first {
            FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
        }
        guard let folder else {
            throw PostgresCluster.Failure(
                description: "no PostgreSQL server found: install one, or set TAILRACE_PG_BIN to its bin folder")
        }
        return PostgresInstallation(binaries: URL(fileURLWithPath: folder), systemUser: try unprivilegedUser())
    }

    private static func pgConfigFolder() async -> String? {
        let process = try? TestProcess(URL(fileURLWithPath: "/usr/bin/env"), ["pg_config", "--bindir"])
        guard let process, (try? await process.waitUntilExit()) == .status(0) else { return nil }
        return process.output.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func debianFolders() -> [String] {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }.map { "\(root)/\($0)/bin" }
    }

    private static func unprivilegedUser() throws -> String? {
        guard getuid() == 0 else { return nil }
        guard let user = ["postgres", "nobody"].first(where: { userGroup($0) != nil }) else {
            throw PostgresCluster.Failure(description: "root cannot run PostgreSQL, and there is no other user for it")
        }
        return user
    }

    /// Runs a program to its end.
    func run(_ program: String, _ arguments: [String]) async throws {
        let process = try start(program, arguments)
        guard case let exit = try await process.waitUntilExit(), exit != .status(0) else { return }
        let output = process.output
        throw PostgresCluster.Failure(
            description: "\(program) ended with \(exit):\n\(output.standardOutput)\(output.standardError)")
    }

    /// Starts a program that goes on, with its output in a file.
    func launch(_ program: String, _ arguments: [String], log: URL, environment: [String: String] = [:]) throws
        -> TestProcess
    {
        try start(
            "/bin/sh", ["-c", #"log=$1; shift; exec "$@" >>"$log" 2>&1"#, "sh", log.path, path(program)] + arguments,
            environment)
    }

    private func start(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws
        -> TestProcess
    {
        // Set where the server's own user is at work already: what they load may make things of its own.
        var command = ["env"] + environment.map { "\($0.key)=\($0.value)" }.sorted() + [path(program)] + arguments
        if let systemUser, let group = Self.userGroup(systemUser) {
            command = ["setpriv", "--reuid=\(systemUser)", "--regid=\(group)", "--init-groups"] + command
        }
        // The server says what went wrong in the language of its environment.
        return try TestProcess(
            URL(fileURLWithPath: "/usr/bin/env"), command, environment: ["LC_ALL": "C"],
            directory: URL(fileURLWithPath: "/"))
    }

    private func path(_ program: String) -> String {
        program.hasPrefix("/") ? program : binaries.appendingPathComponent(program).path
    }

    private static func userGroup(_ user: String) -> gid_t? {
        getpwnam(user)?.pointee.pw_gid
    }
}
