import Foundation

/// The temporary folder that a server lives in.
struct ClusterFolder {
    let url: URL
    var data: URL { url.appendingPathComponent("data") }
    var log: URL { url.appendingPathComponent("log") }
    private let owner: String?

    /// Makes the folder, for `owner` where the server runs as another user. Its path is short: sockets allow 107 bytes.
    init(owner: String?) throws {
        self.owner = owner
        url = FileManager.default.temporaryDirectory.appendingPathComponent("pg-\(UUID().uuidString.prefix(13))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try give(url, permissions: 0o755)
    }

    /// Writes a file that only the server's user reads.
    @discardableResult
    func write(_ text: String, to name: String) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        try give(file, permissions: 0o600)
        return file
    }

    /// Makes a folder that the server may write to.
    func makeFolder(_ name: String) throws -> URL {
        let folder = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try give(folder, permissions: 0o700)
        return folder
    }

    /// Adds lines to the server's settings; the last line for a setting counts.
    func addSettings(_ settings: [String: String]) throws {
        let file = data.appendingPathComponent("postgresql.auto.conf")
        let lines = settings.map { "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n" }.sorted().joined()
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(lines.utf8))
    }

    private func give(_ file: URL, permissions: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
        guard let owner else { return }
        try FileManager.default.setAttributes([.ownerAccountName: owner], ofItemAtPath: file.path)
    }
}
