import Configuration
import Foundation
import SinkKit
import SinkTesting
import TailraceCore
import Testing

@testable import StdoutSink

struct StdoutSinkTests {
    private let pipe = Pipe()
    private let sink: StdoutSink
    /// More than a pipe holds.
    private let changes = (1...100).map {
        SampleChange.insert($0, id: Int($0), value: "\"" + String(repeating: "x", count: 10_000) + "\"")
    }

    init() {
        // As the program does at its start.
        signal(SIGPIPE, SIG_IGN)
        sink = StdoutSink(
            SinkContext(name: "out", source: SampleChange.source), descriptor: pipe.fileHandleForWriting.fileDescriptor)
    }

    @Test func aReaderThatGoesAwayEndsTheSink() async throws {
        try pipe.fileHandleForReading.close()
        let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample([.insert(1)])) }
        #expect(error?.kind == .ended)
        #expect(error?.description == "standard output was closed")
        #expect(error?.delivered == 0)
    }

    @Test(arguments: [false, true]) func aSlowReaderGetsEverything(isNonBlocking: Bool) async throws {
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        if isNonBlocking { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
        async let text = readToEnd()
        try await sink.deliver(.sample(changes))
        try pipe.fileHandleForWriting.close()
        #expect(try await DeliveredEvent.decode(lines: text) == changes.map { try DeliveredEvent($0) })
    }

    @Test func aCancelledDeliveryTellsWhatIsWrittenAndLeavesNoBrokenLine() async throws {
        let delivery = Task { () async -> SinkError? in
            do throws(SinkError) {
                try await sink.deliver(.sample(changes))
                return nil
            } catch {
                return error
            }
        }
        // Nobody reads, so that the delivery cannot end by itself.
        delivery.cancel()
        let error = try #require(await delivery.value)
        #expect(error.kind == .transient)
        #expect(error.description == "the delivery was cancelled")
        // A pipe takes 64 KiB, which is six of these lines and a part of the seventh.
        #expect(error.delivered == 6)

        async let text = readToEnd()
        try await sink.deliver(ChangeBatch.sample(changes).dropping(first: error.delivered))
        try pipe.fileHandleForWriting.close()
        let sequences = try await DeliveredEvent.decode(lines: text).map(\.seq)
        #expect(sequences == Array(1...7) + Array(7...100))
    }

    @Test func aClosedDescriptorIsForTheOperator() async throws {
        let sink = StdoutSink(SinkContext(name: "out", source: SampleChange.source), descriptor: 1_000_000)
        let error = await #expect(throws: SinkError.self) { try await sink.deliver(.sample([.insert(1)])) }
        #expect(error?.kind == .needsOperator)
        #expect(
            error?.description
                == "standard output cannot be written: Bad file descriptor; see to where it leads; delivery then "
                + "goes on by itself")
    }

    @Test func takesNoKeys() throws {
        let file = try ConfigurationFile.parse("path: x", file: "a.yaml", environment: [:])
        #expect(throws: ConfigurationError.self) { try file.read(StdoutSinkConfiguration.self) }
        #expect(StdoutSinkConfiguration.name == "stdout")
    }

    private func readToEnd() async throws -> Data {
        let handle = pipe.fileHandleForReading
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try handle.readToEnd() ?? Data() }) }
        }
    }
}
