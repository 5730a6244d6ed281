import Foundation
import SinkKit
import SinkTesting
import Testing

@testable import StdoutSink

struct StdoutSinkConformanceTests {
    @Test(arguments: SinkConformance.cases())
    func conforms(_ conformance: SinkConformance.Case) async throws {
        try await SinkConformance.check(conformance, of: StdoutSubject())
    }
}

/// Standard output that leads to a file.
private final class StdoutSubject: ConformanceSubject {
    let keepsPosition = false
    private let folder = try? TemporaryFolder()
    private let descriptor: Int32

    init() {
        descriptor = open(folder?("out.jsonl") ?? "", O_WRONLY | O_CREAT | O_APPEND, 0o644)
    }

    deinit {
        close(descriptor)
    }

    func makeSink() -> any Sink {
        StdoutSink(SinkContext(name: "out", source: SampleChange.source), descriptor: descriptor)
    }

    func contents() throws -> [DeliveredEvent] {
        try DeliveredEvent.decode(lines: Data(contentsOf: URL(fileURLWithPath: folder?("out.jsonl") ?? "")))
    }
}
