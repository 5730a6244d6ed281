import ChanceTesting
import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import FileSink

/// A thousand operations in a random order, against a model that is a list of lines.
struct RandomOperationsTests {
    @Test func filesHoldEveryBatchOnce() async throws {
        var run = try RandomRun()
        try await run.open()
        for _ in 1...1_000 { try await run.step() }
        try await run.open()
    }
}

private struct RandomRun {
    private let subject: FileSubject
    private let clock = TestClock()
    private let encoder = JSONLinesEncoder(source: SampleChange.source)
    private var generator = SeededGenerator()
    private var sink: FileSink?
    private var sequence: Int64 = 0
    // The model.
    private var lines = Data()
    private var position: Position?

    init() throws {
        subject = FileSubject(try TemporaryFolder(), rotation: Rotation(size: 3_000, interval: .seconds(60)))
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<55: try await deliver(.sample(changes()))
        case ..<65: try await deliver(.sampleReplay(changes()))
        case ..<75: clock.advance(by: .seconds(Int.random(in: 0...40, using: &generator)))
        case ..<83:
            await sink?.close()
            try await open()
        case ..<93:
            sink = nil
            try leaveUnfinishedDelivery()
            try await open()
        default:
            sink = nil
            try leaveUnfinishedRotation()
            try await open()
        }
    }

    /// Opens a new sink and compares what it finds with the model.
    mutating func open() async throws {
        await sink?.close()
        let sink = FileSink(
            FileSinkConfiguration(path: subject.paths.data, rotation: subject.rotation),
            context: SinkContext(name: "changes", source: SampleChange.source), clock: { [clock] in clock.now })
        self.sink = sink
        let found = try await sink.open()
        try #require(found == position, "seed \(generator.seed)")
        try #require(try subject.lines() == lines, "seed \(generator.seed)")
    }

    private mutating func deliver(_ batch: ChangeBatch) async throws {
        try await sink?.deliver(batch)
        lines.append(contentsOf: encoder.encode(batch).bytes)
        if case .live(let end) = batch.kind { position = end }
    }

    private mutating func changes() -> [SampleChange] {
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            sequence += 1
            let text = String(repeating: "x", count: Int.random(in: 0...500, using: &generator))
            return .insert(sequence, id: Int(sequence % 7), value: "\"\(text)\"")
        }
    }

    private mutating func leaveUnfinishedDelivery() throws {
        let bytes = encoder.encode(.sample(changes())).bytes
        let handle = try #require(FileHandle(forWritingAtPath: subject.paths.data))
        try handle.seekToEnd()
        try handle.write(contentsOf: bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
        try handle.close()
        if Bool.random(using: &generator) {
            try Data("{\"ver".utf8).write(to: URL(fileURLWithPath: subject.paths.newPosition))
        }
    }

    private mutating func leaveUnfinishedRotation() throws {
        let stored = try #require(try PositionFile(paths: subject.paths).load())
        guard stored.length > 0 else { return }
        try FileManager.default.moveItem(atPath: subject.paths.data, toPath: subject.paths.finished(stored))
        if Bool.random(using: &generator) {
            try Data().write(to: URL(fileURLWithPath: subject.paths.data))
        }
    }
}
