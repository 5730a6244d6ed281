import Configuration
import Testing

@testable import FileSink

struct FileSinkConfigurationTests {
    private func read(_ text: String) throws -> FileSinkConfiguration {
        try ConfigurationFile.parse(text, file: "t.yaml", folder: "/etc/tailrace", environment: [:])
            .read(FileSinkConfiguration.self)
    }

    @Test func aPathIsEnough() throws {
        let configuration = try read("path: ./changes.jsonl")
        #expect(configuration.path == "/etc/tailrace/changes.jsonl")
        #expect(configuration.rotation.size == nil)
        #expect(configuration.rotation.interval == nil)
    }

    @Test func rotationIsRead() throws {
        let configuration = try read("{ path: /var/lib/changes, rotate_size: 64MiB, rotate_every: 24h }")
        #expect(configuration.path == "/var/lib/changes")
        #expect(configuration.rotation.size == 64 << 20)
        #expect(configuration.rotation.interval == .seconds(86_400))
    }

    @Test(arguments: ["rotate_size: 1MB", "{ path: a, rotate_size: 1KB }", "{ path: a, rotate_every: 0s }"])
    func impossibleValuesAreRefused(text: String) {
        #expect(throws: ConfigurationError.self) { try read(text) }
    }
}
