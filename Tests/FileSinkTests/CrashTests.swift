import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import FileSink

/// The states that a crash between two steps leaves, made by hand: each must lead to every change once.
struct CrashTests {
    private let subject: FileSubject
    private var paths: FilePaths { subject.paths }
    private let first: [SampleChange] = [.insert(1), .insert(2, id: 2)]
    private let second: [SampleChange] = [.update(3, to: "2"), .delete(4)]

    init() async throws {
        subject = FileSubject(try TemporaryFolder())
        let sink = subject.makeSink()
        _ = try await sink.open()
        try await sink.deliver(.sample(first))
        await sink.close()
    }

    /// What the next process makes of it: it finds the first batch delivered and delivers the second.
    private func expectRecovery(rotation: Rotation = Rotation()) async throws {
        let sink = FileSubject(subject.folder, rotation: rotation).makeSink()
        #expect(try await sink.open() == .sample(2))
        #expect(try subject.contents() == first.map { try DeliveredEvent($0) })
        try await sink.deliver(.sample(second))
        await sink.close()
        #expect(try await sink.open() == .sample(4))
        await sink.close()
        #expect(try subject.contents() == (first + second).map { try DeliveredEvent($0) })
    }

    private func add(_ bytes: some Collection<UInt8>) throws {
        let handle = try #require(FileHandle(forWritingAtPath: paths.data))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    private var secondLines: [UInt8] {
        JSONLinesEncoder(source: SampleChange.source).encode(.sample(second)).bytes
    }

    private func finishedName() throws -> String {
        paths.finished(try #require(try PositionFile(paths: paths).load()))
    }

    @Test(arguments: [1, 50, 200]) func amidTheWrite(count: Int) async throws {
        try add(secondLines.prefix(count))
        try await expectRecovery()
    }

    @Test func betweenTheWriteAndThePosition() async throws {
        try add(secondLines)
        try await expectRecovery()
    }

    @Test(arguments: ["", "{\"version\":1,"]) func amidThePosition(text: String) async throws {
        try add(secondLines)
        try Data(text.utf8).write(to: URL(fileURLWithPath: paths.newPosition))
        try await expectRecovery()
    }

    @Test func betweenThePositionAndItsName() async throws {
        try add(secondLines)
        var stored = try #require(try PositionFile(paths: paths).load())
        stored.length += secondLines.count
        stored.position = .sample(4)
        try JSONEncoder().encode(stored).write(to: URL(fileURLWithPath: paths.newPosition))
        try await expectRecovery()
    }

    @Test func betweenThePositionAndTheMark() async throws {
        try await expectRecovery()
    }

    @Test(arguments: [nil, 1]) func betweenFinishingAFileAndBeginningTheNext(size: Int?) async throws {
        try FileManager.default.moveItem(atPath: paths.data, toPath: try finishedName())
        try await expectRecovery(rotation: Rotation(size: size))
    }

    @Test(arguments: [nil, 1]) func betweenBeginningAFileAndThePosition(size: Int?) async throws {
        try FileManager.default.moveItem(atPath: paths.data, toPath: try finishedName())
        try Data().write(to: URL(fileURLWithPath: paths.data))
        try await expectRecovery(rotation: Rotation(size: size))
    }

    @Test func betweenRotationAndTheFirstWrite() async throws {
        try FileManager.default.moveItem(atPath: paths.data, toPath: try finishedName())
        let positions = PositionFile(paths: paths)
        try positions.store(try #require(try positions.load()).withNextFile)
        try await expectRecovery()
    }

    @Test func amidTheFirstWriteAfterRotation() async throws {
        try FileManager.default.moveItem(atPath: paths.data, toPath: try finishedName())
        let positions = PositionFile(paths: paths)
        try positions.store(try #require(try positions.load()).withNextFile)
        try Data(secondLines.prefix(100)).write(to: URL(fileURLWithPath: paths.data))
        try await expectRecovery()
    }

    @Test func amidTheVeryFirstWrite() async throws {
        let subject = FileSubject(try TemporaryFolder())
        let sink = subject.makeSink()
        _ = try await sink.open()
        await sink.close()
        try Data(secondLines.prefix(100)).write(to: URL(fileURLWithPath: subject.paths.data))
        #expect(try await sink.open() == nil)
        try await sink.deliver(.sample(second))
        await sink.close()
        #expect(try subject.contents() == second.map { try DeliveredEvent($0) })
    }

    @Test func aFinishedFileThatIsNotThisOneIsNoRotation() async throws {
        try FileManager.default.moveItem(atPath: paths.data, toPath: try finishedName())
        let handle = try #require(FileHandle(forWritingAtPath: try finishedName()))
        try handle.write(contentsOf: Data("edited".utf8))
        let error = await #expect(throws: SinkError.self) { _ = try await subject.makeSink().open() }
        #expect(error?.kind == .needsOperator)
    }
}
