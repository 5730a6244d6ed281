import Foundation
import SinkTesting
import Testing

/// A file system of four megabytes and forty files. Only root can make one.
final class SmallDisk: TestFolder {
    static var isPossible: Bool { geteuid() == 0 }

    private let folder = try? TemporaryFolder()
    var path: String { folder?.path ?? "" }

    init() throws {
        try Self.run("mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=40", "tmpfs", path)
    }

    deinit {
        try? Self.run("umount", "--lazy", path)
    }

    var outages: [Outage] {
        [
            Outage("the disk is full", .midBatch, expecting: .needsOperator) { [self] in
                try fill(leaving: 500_000)
            } end: { [self] in
                try makeRoom()
            }
        ]
    }

    /// Takes the disk's room.
    /// - Parameter count: so many bytes stay free.
    func fill(leaving count: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int
        try Data(count: #require(free) - count).write(to: URL(fileURLWithPath: path + "/ballast"))
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: path + "/ballast")
    }

    /// Takes the disk's room for files, to the last one.
    func fillWithFiles() {
        var count = 0
        while FileManager.default.createFile(atPath: path + "/file-\(count)", contents: nil) { count += 1 }
    }

    func removeFiles() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("file-") {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    private static func run(_ command: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
