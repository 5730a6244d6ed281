import Foundation

/// A file system of its own, in memory, that is soon full. Only root can make one.
public final class SmallDisk: Sendable {
    /// A command that failed.
    public struct Failure: Error, CustomStringConvertible {
        /// Which, and how.
        public let description: String
    }

    /// Whether this process may make one.
    public static var isPossible: Bool { geteuid() == 0 }

    /// Where it is mounted, without a slash at the end.
    public let path: String

    private var ballast: String { path + "/ballast" }

    /// Makes an empty disk.
    ///
    /// - Parameters:
    ///   - size: Its room, in bytes.
    ///   - files: How many files and folders it takes; nil for as many as there is room for.
    public init(size: Int = 4 << 20, files: Int? = 40) throws {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID().uuidString.prefix(13))").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let options = ["size=\(size)", "mode=1777"] + (files.map { ["nr_inodes=\($0)"] } ?? [])
        try Self.run("mount", "-t", "tmpfs", "-o", options.joined(separator: ","), "tmpfs", path)
    }

    deinit {
        try? Self.run("umount", "--lazy", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Takes the disk's room.
    ///
    /// - Parameter count: So many bytes stay free, where so many are.
    public func fill(leaving count: Int = 0) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
        let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        // What else is written at the same time may leave less room than was counted: then this much is taken.
        guard let file = FileHandle(forWritingAtPath: try emptyBallast()) else { return }
        let portion = Data(count: 64 << 10)
        var rest = max(0, free - count)
        while rest > 0 {
            do { try file.write(contentsOf: portion.prefix(rest)) } catch { break }
            rest -= portion.count
        }
        try? file.close()
    }

    private func emptyBallast() throws -> String {
        guard FileManager.default.createFile(atPath: ballast, contents: nil) else {
            throw Failure(description: "\(ballast) cannot be made")
        }
        return ballast
    }

    /// Gives the room back that ``fill(leaving:)`` has taken.
    public func makeRoom() throws {
        try FileManager.default.removeItem(atPath: ballast)
    }

    /// Takes the disk's room for files, to the last one.
    public func fillWithFiles() {
        var count = 0
        while FileManager.default.createFile(atPath: path + "/file-\(count)", contents: nil) { count += 1 }
    }

    /// Gives the room back that ``fillWithFiles()`` has taken.
    public func removeFiles() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("file-") {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(command) failed") }
    }
}
