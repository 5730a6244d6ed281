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

    private func give(_ file: URL, permissions: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
        guard let owner else { return }
        try FileManager.default.setAttributes([.ownerAccountName: owner], ofItemAtPath: file.path)
    }
}
