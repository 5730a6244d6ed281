import Foundation

/// The clock of a server, which can be set while it runs: libfaketime stands between the server and the system's.
struct ServerClock: Sendable {
    /// How far it is put forward or back, in seconds: several leases. Not hours, since everything in the server that
    /// sleeps until a time of day sleeps longer by as much.
    static let jump = 5

    private let file: URL

    /// The preloaded library; nil when this machine has none.
    static let library: String? = {
        let roots = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
        return roots.map { "\($0)/faketime/libfaketime.so.1" }.first(where: FileManager.default.fileExists)
    }()

    init(in folder: URL) throws {
        file = folder.appendingPathComponent("clock")
        try set(0)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    }

    /// - Parameter offset: seconds from the right time.
    func set(_ offset: Int) throws {
        // In one write: the server reads it again and again.
        let handle = try? FileHandle(forUpdating: file)
        let text = Data(String(format: "%+04d\n", offset).utf8)
        if let handle { try handle.write(contentsOf: text) } else { try text.write(to: file) }
    }

    /// For the server's processes.
    var environment: [String: String] {
        guard let library = Self.library else { return [:] }
        return [
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file.path, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
            // Files have their own times: for others it takes a lock that whoever is killed leaves locked for all.
            "NO_FAKE_STAT": "1",
        ]
    }
}
