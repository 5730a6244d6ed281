import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import FileSink

/// What is refused, and in which words.
struct RefusalTests {
    private let folder: TemporaryFolder
    private let subject: FileSubject
    private var data: String { subject.paths.data }
    private var wayOut: String {
        """
        restore it, or stop the relay and move \(data) and \(data).position away: a new file then goes on from the \
        mark that the source keeps for this sink
        """
    }

    init() throws {
        folder = try TemporaryFolder()
        subject = FileSubject(folder)
    }

    /// The length of the file after it.
    private func deliverOne() async throws -> Int {
        let sink = subject.makeSink()
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        await sink.close()
        return try size()
    }

    private func size() throws -> Int {
        try #require(try FileStatus.of(data)).size
    }

    private func expectRefusal(
        _ message: String, _ kind: SinkError.Kind = .needsOperator, of sink: (any Sink)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let error = await #expect(throws: SinkError.self, sourceLocation: sourceLocation) {
            if let sink {
                try await sink.deliver(.sample([.insert(2)]))
            } else {
                _ = try await subject.makeSink().open()
            }
        }
        #expect(error?.description == message, sourceLocation: sourceLocation)
        #expect(error?.kind == kind, sourceLocation: sourceLocation)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func aMissingFolder() async throws {
        let sink = FileSinkConfiguration(path: folder("none/changes.jsonl"))
            .makeSink(SinkContext(name: "changes", source: SampleChange.source))
        let error = await #expect(throws: SinkError.self) { _ = try await sink.open() }
        #expect(
            error?.description
                == "the folder \(folder("none")) of \(folder("none/changes.jsonl")) does not exist; create it")
        #expect(error?.kind == .needsOperator)
    }

    @Test func aFileOfSomebodyElse() async throws {
        try write("diary\n", to: data)
        try await expectRefusal(
            """
            \(data) was not written by this sink: there is no \(data).position; name another path, or move the file \
            away
            """)
        #expect(try String(contentsOfFile: data, encoding: .utf8) == "diary\n")
    }

    @Test func somethingThatIsNotAFile() async throws {
        mkfifo(data, 0o600)
        try await expectRefusal("\(data) is not a regular file; name another path; `type: stdout` writes to pipes")
    }

    @Test func aFolderInThePlaceOfTheFile() async throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        try await expectRefusal("\(data) cannot be used: Is a directory; see to it; delivery then goes on by itself")
    }

    @Test(arguments: ["", "{}", "{\"version\":2}"])
    func aDamagedPosition(text: String) async throws {
        _ = try await deliverOne()
        try write(text, to: data + ".position")
        try await expectRefusal(
            "\(data).position is damaged, or another version of Tailrace wrote it; \(wayOut)")
    }

    @Test func anotherSource() async throws {
        _ = try await deliverOne()
        let sink = FileSinkConfiguration(path: data)
            .makeSink(SinkContext(name: "changes", source: SourceIdentity(name: "shop", epoch: "77")))
        let error = await #expect(throws: SinkError.self) { _ = try await sink.open() }
        #expect(
            error?.description == """
                \(data) holds changes of the source shop (epoch 5f0c), and this is shop (epoch 77); name another path, \
                or move \(data) and \(data).position away
                """)
        #expect(error?.kind == .needsOperator)
    }

    @Test func anotherSink() async throws {
        _ = try await deliverOne()
        let sink = FileSinkConfiguration(path: data)
            .makeSink(SinkContext(name: "audit", source: SampleChange.source))
        let error = await #expect(throws: SinkError.self) { _ = try await sink.open() }
        #expect(
            error?.description == """
                \(data) was written by the sink changes, and this is audit; name another path, or move \(data) and \
                \(data).position away
                """)
        #expect(error?.kind == .needsOperator)
    }

    @Test func anotherProcess() async throws {
        let first = subject.makeSink()
        _ = try await first.open()
        try await expectRefusal(
            "another process is writing \(data) (it holds \(data).lock); stop it, or name another path", .transient)
        // The lock outlives the files that it is about.
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.removeItem(atPath: data + ".position")
        try await expectRefusal(
            "another process is writing \(data) (it holds \(data).lock); stop it, or name another path", .transient)
        await first.close()
        #expect(try await subject.makeSink().open() == nil)
    }

    @Test func aFileThatIsGone() async throws {
        let length = try await deliverOne()
        try FileManager.default.removeItem(atPath: data)
        try await expectRefusal("\(data) is gone; \(length) bytes of it have been delivered; \(wayOut)")
    }

    @Test func aFileThatWasShortened() async throws {
        let length = try await deliverOne()
        truncate(data, 10)
        try await expectRefusal(
            "\(data) was shortened to 10 bytes; \(length) bytes of it have been delivered; \(wayOut)")
    }

    @Test func aFileThatWasEdited() async throws {
        let length = try await deliverOne()
        try write(String(repeating: " ", count: length), to: data)
        try await expectRefusal(
            "\(data) was replaced or edited: its first \(length) bytes do not end as they were delivered; \(wayOut)")
    }

    @Test func aFileThatGrowsWhileTheSinkIsOpen() async throws {
        let length = try await deliverOne()
        let sink = subject.makeSink()
        _ = try await sink.open()
        let handle = try #require(FileHandle(forWritingAtPath: data))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("foreign\n".utf8))
        for _ in 1...2 {
            try await expectRefusal(
                """
                another program has written to \(data) behind the \(length) bytes delivered; stop it, and cut the \
                file with: truncate -s \(length) '\(data)'
                """, of: sink)
        }
        truncate(data, length)
        try await sink.deliver(.sample([.insert(2)]))
        #expect(try subject.contents().map(\.seq) == [1, 2])
    }

    @Test func aFileThatGoesWhileTheSinkIsOpen() async throws {
        let length = try await deliverOne()
        let sink = subject.makeSink()
        _ = try await sink.open()
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.removeItem(atPath: data + ".position")
        for _ in 1...2 {
            try await expectRefusal(
                "\(data) is gone; \(length) bytes of it have been delivered; \(wayOut)", of: sink)
        }
        await sink.close()
        #expect(try await sink.open() == nil, "starts afresh, as the message says")
        try await sink.deliver(.sample([.insert(2)]))
        #expect(try subject.contents().map(\.seq) == [2])
    }

    @Test func aSinkThatIsNotOpen() async throws {
        try await expectRefusal("the sink is not open", .transient, of: subject.makeSink())
    }
}
