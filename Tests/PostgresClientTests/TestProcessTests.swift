import Foundation
import PostgresTesting
import Testing

@Suite struct TestProcessTests {
    private func shell(_ script: String, environment: [String: String] = [:]) throws -> TestProcess {
        try TestProcess(URL(fileURLWithPath: "/bin/sh"), ["-c", script], environment: environment)
    }

    @Test func `output and status are told`() async throws {
        let process = try shell("echo out $NAME; echo err >&2; exit 7", environment: ["NAME": "here"])
        try await #expect(process.waitUntilExit() == .status(7))
        #expect(process.output.standardOutput == "out here\n")
        #expect(process.output.standardError == "err\n")
        #expect(!process.isRunning)
    }

    @Test func `a signal is how it ended`() async throws {
        let process = try shell("echo ready; exec sleep 600")
        try await process.waitFor("ready")
        process.signal(SIGKILL)
        try await #expect(process.waitUntilExit() == .signal(SIGKILL))
    }

    @Test func `what never comes is a failure that shows the output`() async throws {
        let process = try shell("echo something else")
        let error = try await #require(throws: TestProcess.Failure.self) { try await process.waitFor("ready") }
        #expect(error.description.contains("something else"))
        let sleeper = try shell("exec sleep 600")
        await #expect(throws: TestProcess.Failure.self) { try await sleeper.waitUntilExit(timeout: .milliseconds(1)) }
    }

    @Test func `a forgotten process is killed`() async throws {
        var process: TestProcess? = try shell("exec sleep 600")
        let pid = try #require(process?.pid)
        process = nil
        try await waitUntil("the process to be gone") { kill(pid, 0) != 0 }
    }

    @Test func `a product is looked for beside the tests`() {
        let name = "some-program"
        let folder = TestProcess.product(name).deletingLastPathComponent().path
        #expect(TestProcess.product(name).lastPathComponent == name)
        #expect(folder.contains("/.build/") || folder.hasSuffix("/.build"))
    }
}
