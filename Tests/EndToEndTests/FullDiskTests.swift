import Foundation
import PostgresTesting
import Testing

/// A sink without room says so, keeps trying, and goes on by itself.
@Suite(.serialized)
struct FullDiskTests {
    @Test(.enabled(if: getuid() == 0, "mounting a small file system needs root"))
    func aFullFileSystemIsWaitedFor() async throws {
        var configuration = Configuration()
        configuration.sinks = "changes: { type: file, path: disk/changes.jsonl, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            let disk = scenario.folder.appendingPathComponent("disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
            try await Self.call("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.path)
            let outcome = await Task {
                let relay = try await scenario.startRelay()
                try await scenario.insertItems(1...300, name: String(repeating: "x", count: 2000))
                try await expectTrouble(scenario, says: "No space left on device; make room on its disk")
                try await Self.call("mount", "-o", "remount,size=64m", disk.path)
                try await expectRecovery(scenario, relay, items: 300, in: disk)
            }.result
            try await Self.call("umount", "--lazy", disk.path)
            try outcome.get()
        }
    }

    @Test func aFileThatMayNotGrowIsWaitedFor() async throws {
        try await Scenario.run { scenario in
            let relay = try TestProcess(
                URL(fileURLWithPath: "/usr/bin/env"),
                [
                    "prlimit", "--fsize=100000:unlimited", Tailrace.executable.path, "run", "--config",
                    scenario.configurationFile.path,
                ], environment: scenario.environment)
            try await relay.waitFor(" delivering")
            try await scenario.insertItems(1...100, name: String(repeating: "x", count: 2000))
            try await expectTrouble(scenario, says: "File too large; raise the limit on the size of files")
            try await Self.call("prlimit", "--pid", "\(relay.pid)", "--fsize=unlimited")
            try await expectRecovery(scenario, relay, items: 100, in: scenario.folder)
        }
    }

    private func expectTrouble(_ scenario: Scenario, says text: String) async throws {
        try await wait(until: "the sink is in trouble") {
            try await scenario.status(of: "changes")["last_error"] != nil
        }
        let status = try await scenario.status(of: "changes")
        #expect(status["state"] == "retrying")
        #expect(status["last_error"]?["message"]?.text?.contains(text) == true, "\(status)")
        #expect(status["last_error"]?["kind"] == "needs operator")
        #expect(status["last_error"]?["next_try_at"]?.number != nil)
        let page = try await scenario.run("status").output
        #expect(page.contains("  trouble    "))
        #expect(page.contains(text))
        #expect(page.contains("; next try in ") || page.contains("; trying again"))
    }

    private func expectRecovery(
        _ scenario: Scenario, _ relay: TestProcess, items: Int, in folder: URL
    ) async throws {
        try await scenario.waitUntilDelivered()
        let status = try await scenario.status(of: "changes")
        #expect(status["state"] == "running")
        #expect(status["last_error"] == nil)
        let text = try String(contentsOf: folder.appendingPathComponent("changes.jsonl"), encoding: .utf8)
        let events = try Event.parse(text)
        #expect(events.map(\.id) == Array(1...items))
        try await scenario.expectEverythingOnce(in: events)
        #expect(try await relay.stop().status == 0)
    }

    private static func call(_ command: String...) async throws {
        let outcome = try await TestProcess(URL(fileURLWithPath: "/usr/bin/env"), command).outcome()
        guard outcome.status == 0 else { throw Complaint("\(command) failed: \(outcome)") }
    }
}
