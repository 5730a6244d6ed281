import FaultTesting
import Foundation
import SinkKit
import SinkTesting

@testable import FileSink

/// A file in a folder of its own.
struct FileSubject: ConformanceSubject {
    let keepsPosition = true
    let folder: any TestFolder
    var rotation = Rotation()

    init(_ folder: any TestFolder, rotation: Rotation = Rotation()) {
        self.folder = folder
        self.rotation = rotation
    }

    var paths: FilePaths { FilePaths(data: folder.path + "/changes.jsonl") }

    func makeSink() -> any Sink {
        FileSinkConfiguration(path: paths.data, rotation: rotation)
            .makeSink(SinkContext(name: "changes", source: SampleChange.source))
    }

    func makePickySink() -> (any Sink)? {
        FileSinkConfiguration(path: paths.data, rotation: rotation, maxEvent: 1 << 20)
            .makeSink(SinkContext(name: "changes", source: SampleChange.source))
    }

    /// The lines of all files, in the order of their numbers.
    func lines() throws -> Data {
        let finished = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("changes.0") }.sorted().map { "\(folder.path)/\($0)" }
        return try (finished + [paths.data]).filter(FileManager.default.fileExists)
            .map { try Data(contentsOf: URL(fileURLWithPath: $0)) }.reduce(Data(), +)
    }

    func contents() throws -> [DeliveredEvent] {
        try DeliveredEvent.decode(lines: lines())
    }

    var outages: [Outage] {
        let paths = paths
        let away = paths.data + ".away"
        let other = paths.data + ".other"
        return [Outage.Moment.closed, .open].flatMap { moment in
            [
                Outage("the file is moved away", moment, expecting: .needsOperator) {
                    try FileManager.default.moveItem(atPath: paths.data, toPath: away)
                } end: {
                    try FileManager.default.moveItem(atPath: away, toPath: paths.data)
                },
                Outage("the file is replaced", moment, expecting: .needsOperator) {
                    try FileManager.default.moveItem(atPath: paths.data, toPath: away)
                    try Data(repeating: 0x20, count: 10_000).write(to: URL(fileURLWithPath: other))
                    try FileManager.default.moveItem(atPath: other, toPath: paths.data)
                } end: {
                    try FileManager.default.removeItem(atPath: paths.data)
                    // The content counts, not the inode.
                    try FileManager.default.copyItem(atPath: away, toPath: paths.data)
                    try FileManager.default.removeItem(atPath: away)
                },
            ]
        } + folder.outages
    }
}

/// Where the tests put files.
protocol TestFolder: Sendable {
    var path: String { get }
    var outages: [Outage] { get }
}

extension TemporaryFolder: TestFolder {
    var outages: [Outage] { [] }
}

extension SmallDisk: TestFolder {
    var outages: [Outage] {
        [
            Outage("the disk is full", .midBatch, expecting: .needsOperator) { [self] in
                try fill(leaving: 500_000)
            } end: { [self] in
                try makeRoom()
            }
        ]
    }
}
