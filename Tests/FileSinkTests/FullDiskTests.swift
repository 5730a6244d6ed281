import FaultTesting
import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import FileSink

@Suite(.enabled(if: SmallDisk.isPossible))
struct FullDiskTests {
    private let disk: SmallDisk
    private let subject: FileSubject
    private let sink: any Sink
    private let first: [SampleChange] = [.insert(1)]
    private let second = (2...300).map {
        SampleChange.insert($0, id: Int($0), value: "\"" + String(repeating: "x", count: 4_000) + "\"")
    }

    init() async throws {
        disk = try SmallDisk()
        subject = FileSubject(disk)
        sink = subject.makeSink()
        _ = try await sink.open()
        try await sink.deliver(.sample(first))
    }

    @Test func aBatchThatDoesNotFitLeavesNothing() async throws {
        let before = try subject.lines()
        try disk.fill(leaving: 500_000)
        for _ in 1...2 {
            let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample(second)) }
            #expect(error?.kind == .needsOperator)
            #expect(error?.delivered == 0)
            #expect(
                error?.description == """
                    \(subject.paths.data) cannot be used: No space left on device; make room on its disk; delivery \
                    then goes on by itself
                    """)
            #expect(try subject.lines() == before)
        }
        try await sink.deliver(.sample([.insert(1_000)]))
        try disk.makeRoom()
        try await sink.deliver(.sample(second))
        #expect(try subject.contents().map(\.seq) == [1, 1_000] + second.map(\.sequence))
    }

    @Test func aPositionThatDoesNotFitMeansThatTheBatchDoesNotCount() async throws {
        disk.fillWithFiles()
        for _ in 1...2 {
            let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample(second)) }
            #expect(error?.kind == .needsOperator)
            #expect(error?.description.hasPrefix("\(subject.paths.newPosition) cannot be used: No space left") == true)
        }
        try disk.removeFiles()
        try await sink.deliver(.sample(second))
        #expect(try subject.contents().map(\.seq) == (first + second).map(\.sequence))
        await sink.close()
        #expect(try await sink.open() == .sample(300))
    }

    @Test func aPositionThatAFailedDeliveryLeftDoesNotCount() async throws {
        disk.fillWithFiles()
        await #expect(throws: SinkError.self) { try await sink.deliver(.sample(second)) }
        try disk.removeFiles()
        // As if the position had got its name and only the folder could not be synced.
        let positions = PositionFile(paths: subject.paths)
        var stored = try #require(try positions.load())
        let lines = JSONLinesEncoder(source: SampleChange.source).encode(.sample(second)).bytes
        stored.length += lines.count
        stored.checksum = FileTail(Array(lines.suffix(4096))).checksum
        stored.position = .sample(300)
        try positions.store(stored)

        // The next delivery cuts the file, and comes no further than that.
        try disk.fill(leaving: 100_000)
        await #expect(throws: SinkError.self) { try await sink.deliver(.sample(second + second + second)) }
        await sink.close()
        #expect(try await sink.open() == .sample(1))
        try disk.makeRoom()
        try await sink.deliver(.sample(second))
        #expect(try subject.contents().map(\.seq) == (first + second).map(\.sequence))
        #expect(try positions.load() == stored)
    }

    @Test func aRotationThatFailsGoesOnLater() async throws {
        await sink.close()
        let sink = FileSubject(disk, rotation: Rotation(size: 1)).makeSink()
        _ = try await sink.open()
        disk.fillWithFiles()
        for _ in 1...2 {
            let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample(second)) }
            #expect(error?.kind == .needsOperator)
        }
        try disk.removeFiles()
        try await sink.deliver(.sample(second))
        #expect(try subject.contents().map(\.seq) == (first + second).map(\.sequence))
    }
}
