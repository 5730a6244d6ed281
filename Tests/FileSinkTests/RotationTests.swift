import Foundation
import SinkKit
import SinkTesting
import Synchronization
import TailraceCore
import Testing

@testable import FileSink

struct RotationTests {
    private let folder: TemporaryFolder
    private let clock = TestClock()

    init() throws {
        folder = try TemporaryFolder()
    }

    private func sink(_ rotation: Rotation, name: String = "changes.jsonl") -> FileSink {
        FileSink(
            FileSinkConfiguration(path: folder(name), rotation: rotation),
            context: SinkContext(name: "changes", source: SampleChange.source), clock: { [clock] in clock.now })
    }

    /// The sequence numbers in each file, by the file's name.
    private func files() throws -> [String: [Int64]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".lock") && !$0.hasSuffix(".position") }
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try DeliveredEvent.decode(lines: Data(contentsOf: URL(fileURLWithPath: folder($0)))).map(\.seq))
            })
    }

    @Test func aFileDoesNotOutgrowItsSize() async throws {
        let line = JSONLinesEncoder(source: SampleChange.source).encode(.sample([.insert(1)])).bytes.count
        let sink = sink(Rotation(size: 2 * line))
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        clock.advance(by: .seconds(1))
        try await sink.deliver(.sample([.insert(2)]))
        try await sink.deliver(.sample([.insert(3)]))
        clock.advance(by: .seconds(1))
        try await sink.deliver(.sample([.insert(4), .insert(5), .insert(6)]))
        try await sink.deliver(.sample([.insert(7)]))
        #expect(
            try files() == [
                "changes.000001.20261120T225100Z.jsonl": [1, 2], "changes.000002.20261120T225101Z.jsonl": [3],
                "changes.000003.20261120T225102Z.jsonl": [4, 5, 6], "changes.jsonl": [7],
            ])
    }

    @Test func aFileTakesNoMoreAfterItsTime() async throws {
        let sink = sink(Rotation(interval: .seconds(60)))
        _ = try await sink.open()
        // An empty file does not age.
        clock.advance(by: .seconds(600))
        try await sink.deliver(.sample([.insert(1)]))
        clock.advance(by: .milliseconds(59_999))
        try await sink.deliver(.sample([.insert(2)]))
        clock.advance(by: .milliseconds(1))
        await sink.close()
        _ = try await sink.open()
        try await sink.deliver(.sample([]))
        try await sink.deliver(.sample([.insert(3)]))
        #expect(try files() == ["changes.000001.20261120T230100Z.jsonl": [1, 2], "changes.jsonl": [3]])
    }

    @Test func aNameWithoutASuffixWorks() async throws {
        let sink = sink(Rotation(size: 1), name: "changes")
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        try await sink.deliver(.sample([.insert(2)]))
        #expect(try files() == ["changes.000001.20261120T225100Z": [1], "changes": [2]])
    }

    @Test func aFileIsNeverOverwritten() async throws {
        let taken = folder("changes.000001.20261120T225100Z.jsonl")
        try Data("{}\n".utf8).write(to: URL(fileURLWithPath: taken))
        let sink = sink(Rotation(size: 1))
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample([.insert(2)])) }
        #expect(error?.description == "the finished file cannot be named \(taken): that exists already; move it away")
        #expect(error?.kind == .needsOperator)
        try FileManager.default.moveItem(atPath: taken, toPath: folder("away"))
        try await sink.deliver(.sample([.insert(2)]))
        try FileManager.default.removeItem(atPath: folder("away"))
        #expect(try files() == ["changes.000001.20261120T225100Z.jsonl": [1], "changes.jsonl": [2]])
    }

    @Test func aReplayRotatesToo() async throws {
        let sink = sink(Rotation(size: 1))
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        try await sink.deliver(.sampleReplay([.insert(1)]))
        await sink.close()
        #expect(try await sink.open() == .sample(1))
        #expect(try files() == ["changes.000001.20261120T225100Z.jsonl": [1], "changes.jsonl": [1]])
    }
}

/// A clock that stands at 2026-11-20 22:51:00 UTC until it is advanced.
final class TestClock: Sendable {
    private let microseconds = Mutex<Int64>(1_795_215_060_123_456)

    var now: Int64 { microseconds.withLock { $0 } }

    func advance(by duration: Duration) {
        microseconds.withLock { $0 += Int64(duration / .microseconds(1)) }
    }
}
