import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import FileSink

/// A relay takes a file over from one that has lost its lease and still has the file open; and whatever that one still
/// does does no harm.
struct TakeoverTests {
    private let subject: FileSubject
    private var paths: FilePaths { subject.paths }
    private let first: [SampleChange] = [.insert(1), .insert(2, id: 2)]
    private let second: [SampleChange] = [.update(3, to: "2"), .delete(4)]
    private let third: [SampleChange] = [.insert(5)]

    init() throws {
        subject = FileSubject(try TemporaryFolder())
    }

    private func sink(_ epoch: Int64, rotation: Rotation = Rotation(), name: String = "changes") -> FileSink {
        FileSink(
            FileSinkConfiguration(path: paths.data, rotation: rotation),
            context: SinkContext(name: name, source: SampleChange.source, epoch: epoch))
    }

    private func expectContents(
        _ changes: [SampleChange], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try subject.contents() == changes.map { try DeliveredEvent($0) }, sourceLocation: sourceLocation)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: subject.folder.path).sorted()
    }

    private func expectRefusal(_ sink: FileSink, sourceLocation: SourceLocation = #_sourceLocation) async {
        let error = await #expect(throws: SinkError.self, sourceLocation: sourceLocation) {
            try await sink.deliver(.sample(second))
        }
        #expect(error?.kind == .transient, sourceLocation: sourceLocation)
        #expect(
            error?.description == """
                another relay, with a later lease, has taken over \(paths.data); nothing is to be done: it serves the \
                sink now
                """, sourceLocation: sourceLocation)
    }

    @Test func theLateOneIsStoppedAndTheNextOneGoesOn() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let new = sink(2)
        #expect(try await new.open() == .sample(2))
        await expectRefusal(old)
        try await new.deliver(.sample(second))
        for _ in 1...2 { await expectRefusal(old) }
        try expectContents(first + second)
        await old.close()
        try await new.deliver(.sample(third))
        await new.close()
        try expectContents(first + second + third)

        // Nobody has the files open any more: the plain names come back.
        let last = sink(3)
        #expect(try await last.open() == .sample(5))
        #expect(try names() == ["changes.jsonl", "changes.jsonl.lock", "changes.jsonl.position"])
        await last.close()
        try expectContents(first + second + third)
    }

    @Test func aTakeoverFromATakeover() async throws {
        var changes: [SampleChange] = []
        var sinks: [FileSink] = []
        for epoch in [1, 3, 4, 9] as [Int64] {
            let sink = sink(epoch)
            #expect(try await sink.open() == (changes.isEmpty ? nil : .sample(Int64(changes.count))))
            for late in sinks { await expectRefusal(late) }
            changes.append(.insert(Int64(changes.count + 1)))
            try await sink.deliver(.sample([changes[changes.count - 1]]))
            sinks.append(sink)
        }
        try expectContents(changes)
        // The one in the middle goes, the first is still there.
        await sinks[1].close()
        let next = sink(10)
        #expect(try await next.open() == .sample(4))
        try expectContents(changes)
    }

    @Test func anEarlierLeaseTakesNothing() async throws {
        let new = sink(7)
        _ = try await new.open()
        for epoch in [0, 6, 7] as [Int64] {
            let error = await #expect(throws: SinkError.self) { _ = try await sink(epoch).open() }
            #expect(
                error?.description == """
                    another process is writing \(paths.data) (it holds \(paths.lock)); stop it, or name another path
                    """)
            #expect(error?.kind == .transient)
        }
        try await new.deliver(.sample(first))
        try expectContents(first)
    }

    @Test func nothingIsTakenFromAnotherSink() async throws {
        let other = sink(1, name: "audit")
        _ = try await other.open()
        let error = await #expect(throws: SinkError.self) { _ = try await sink(2).open() }
        #expect(
            error?.description == """
                \(paths.data) is being written by the sink audit of a relay of shop (epoch 5f0c); name another path \
                for one of the two
                """)
        #expect(error?.kind == .needsOperator)
    }

    @Test func aLockWithoutAHolderIsRespected() async throws {
        let lock = try OpenFile(paths.lock, O_RDWR | O_CREAT)
        #expect(try lock.lock())
        let error = await #expect(throws: SinkError.self) { _ = try await sink(2).open() }
        #expect(error?.kind == .transient)
        withExtendedLifetime(lock) {}
    }

    // MARK: What a process does that stood still between two steps

    @Test func aLateWriteGoesNowhere() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let late = try #require(try OpenFile.existing(paths.data))
        let new = sink(2)
        _ = try await new.open()
        try late.write(Array("late".utf8), at: 0)
        try late.syncContent()
        try late.cut(to: 3)
        try await new.deliver(.sample(second))
        try expectContents(first + second)
    }

    @Test func aLatePositionDoesNotCount() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let new = sink(2)
        _ = try await new.open()
        try await new.deliver(.sample(second))
        let positions = PositionFile(paths: paths)
        var stored = try #require(try positions.load())
        stored.position = .sample(77)
        stored.length += 1_000
        try positions.store(stored)
        await new.close()
        let next = sink(3)
        #expect(try await next.open() == .sample(4))
        try expectContents(first + second)
    }

    /// The file gets the name under which the late process would finish it, before and after the next one has written,
    /// and with or without a new file in its place.
    @Test(arguments: [false, true], [false, true])
    func aLateRotationIsTakenBack(hasWritten: Bool, beginsAnother: Bool) async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let finished = paths.finished(try #require(try PositionFile(paths: paths).load()))
        let new = sink(2)
        _ = try await new.open()
        if hasWritten { try await new.deliver(.sample(second)) }
        #expect(try OpenFile.renameUnlessTaken(paths.data, to: finished))
        if beginsAnother { _ = try OpenFile(paths.data, O_RDWR | O_CREAT) }
        if !hasWritten { try await new.deliver(.sample(second)) }
        try await new.deliver(.sample(third))
        #expect(!FileManager.default.fileExists(atPath: finished))
        try expectContents(first + second + third)
    }

    @Test(arguments: [false, true])
    func aLateRotationAndACrash(beginsAnother: Bool) async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let finished = paths.finished(try #require(try PositionFile(paths: paths).load()))
        let new = sink(2)
        _ = try await new.open()
        try await new.deliver(.sample(second))
        #expect(try OpenFile.renameUnlessTaken(paths.data, to: finished))
        if beginsAnother { _ = try OpenFile(paths.data, O_RDWR | O_CREAT) }
        // It dies amid a write.
        let handle = try #require(FileHandle(forWritingAtPath: finished))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"half".utf8))
        await new.close()
        await old.close()
        let next = sink(3)
        #expect(try await next.open() == .sample(4))
        try await next.deliver(.sample(third))
        try expectContents(first + second + third)
    }

    @Test func aLateRotationNeverTakesAFinishedFilesPlace() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let finished = paths.finished(try #require(try PositionFile(paths: paths).load()))
        let new = sink(2, rotation: Rotation(size: 1))
        _ = try await new.open()
        try await new.deliver(.sample(second))
        #expect(try !OpenFile.renameUnlessTaken(paths.data, to: finished))
        try await new.deliver(.sample(third))
        try expectContents(first + second + third)
    }

    /// The late process has rotated as far as each step before it stood still.
    @Test(arguments: [false, true])
    func aRotationThatWasBegunBefore(beginsAnother: Bool) async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        let finished = paths.finished(try #require(try PositionFile(paths: paths).load()))
        #expect(try OpenFile.renameUnlessTaken(paths.data, to: finished))
        let late = beginsAnother ? try OpenFile(paths.data, O_RDWR | O_CREAT) : nil
        let new = sink(2)
        #expect(try await new.open() == .sample(2))
        try late?.write(Array("late".utf8), at: 0)
        try await new.deliver(.sample(second))
        try expectContents(first + second)
        #expect(FileManager.default.fileExists(atPath: finished))
    }

    @Test func aLateTakeoverIsTakenBack() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        // What one with the lease 2 had prepared when it stood still; it has its fence.
        var late = paths
        late.generation = 2
        var fence: OpenFile? = try OpenFile(late.lock(of: 2), O_RDWR | O_CREAT)
        #expect(try fence?.lock() == true)
        try LockHolder(source: SampleChange.source, sink: "changes", epoch: 2).write(to: #require(fence))
        try FileManager.default.copyItem(atPath: paths.data, toPath: late.replacement)
        let new = sink(3)
        #expect(try await new.open() == .sample(2))
        try await new.deliver(.sample(second))
        try OpenFile.exchange(late.replacement, with: paths.data)
        try await new.deliver(.sample(third))
        try expectContents(first + second + third)

        // Once more, and nobody is left to take it back at once.
        try Data(subject.lines().prefix(100)).write(to: URL(fileURLWithPath: late.replacement))
        try OpenFile.exchange(late.replacement, with: paths.data)
        await new.close()
        await old.close()
        fence = nil
        let next = sink(4)
        #expect(try await next.open() == .sample(5))
        try expectContents(first + second + third)
    }

    @Test func aTakeoverThatDiedIsBegunAgain() async throws {
        let old = sink(1)
        _ = try await old.open()
        try await old.deliver(.sample(first))
        var died = paths
        died.generation = 2
        _ = try OpenFile(died.lock(of: 2), O_RDWR | O_CREAT)
        try FileManager.default.copyItem(atPath: paths.data, toPath: died.replacement)
        try FileManager.default.copyItem(atPath: paths.position, toPath: died.position)
        let new = sink(3)
        #expect(try await new.open() == .sample(2))
        try await new.deliver(.sample(second))
        await new.close()
        await old.close()
        let next = sink(4)
        #expect(try await next.open() == .sample(4))
        #expect(try names() == ["changes.jsonl", "changes.jsonl.lock", "changes.jsonl.position"])
        try expectContents(first + second)
    }

    @Test func aNewFileIsTakenOverToo() async throws {
        let old = sink(1)
        _ = try await old.open()
        let new = sink(2)
        #expect(try await new.open() == nil)
        await expectRefusal(old)
        try await new.deliver(.sample(first))
        try expectContents(first)
    }
}
