import FaultTesting
import SinkTesting
import Testing

@testable import FileSink

struct FileSinkConformanceTests {
    @Test(arguments: SinkConformance.cases(outages: [.closed, .open], refusals: true))
    func conforms(_ conformance: SinkConformance.Case) async throws {
        try await SinkConformance.check(conformance, of: FileSubject(TemporaryFolder()))
    }

    @Test(
        "conforms with a file for each batch",
        arguments: SinkConformance.cases(outages: [.closed, .open], refusals: true))
    func conformsWhenItRotates(_ conformance: SinkConformance.Case) async throws {
        try await SinkConformance.check(conformance, of: FileSubject(TemporaryFolder(), rotation: Rotation(size: 1)))
    }

    @Test("conforms on a small disk", .enabled(if: SmallDisk.isPossible), arguments: [Rotation(), Rotation(size: 1)])
    func conformsOnASmallDisk(_ rotation: Rotation) async throws {
        try await SinkConformance.check(.partialFailure, of: FileSubject(SmallDisk(), rotation: rotation))
    }
}
