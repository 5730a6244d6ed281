import Foundation
import PostgresTesting

/// Servers of other major versions, as `Scripts/lib/majors.sh` has them.
enum OtherMajor {
    /// The folder of a major version's programs; nil where it cannot be had.
    static func binaries(_ major: Int) async -> URL? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let script = """
            source Scripts/lib/cluster.sh; source Scripts/lib/console.sh; source Scripts/lib/majors.sh
            major_binaries \(major)
            """
        let process = try? TestProcess(URL(fileURLWithPath: "/bin/bash"), ["-c", script], directory: root)
        guard let process, (try? await process.waitUntilExit(timeout: .seconds(300))) == .status(0) else { return nil }
        let path = process.output.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        return path.isEmpty ? nil : URL(fileURLWithPath: path)
    }

    /// The servers before and after an upgrade; nil where one of them cannot be had.
    static func upgrade() async -> (from: URL, to: URL)? {
        guard let from = await binaries(15), let to = await binaries(17) else { return nil }
        return (from, to)
    }
}
