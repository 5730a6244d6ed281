import Foundation
import PostgresTesting
import Testing

/// Several relays with one configuration share its sinks, whatever becomes of one of them.
@Suite(.serialized)
struct SharingTests {
    private static let names = ["a", "b", "c", "d", "e", "f"]

    private static func sinks(_ names: some Collection<String>) -> Configuration {
        var configuration = Configuration()
        configuration.sinks = names.map { "\($0): { type: file, path: \($0).jsonl, from: earliest }" }
            .joined(separator: "\n")
        return configuration
    }

    /// What each relay that lives serves.
    private func shares(_ scenario: Scenario) async throws -> [[String]] {
        try await scenario.status()["relays"]?.array.filter { $0["is_alive"] == true }
            .map { $0["serving"]?.array.compactMap(\.text) ?? [] } ?? []
    }

    private func waitForShares(_ counts: [Int], _ scenario: Scenario) async throws {
        try await wait(until: "the relays serve \(counts) sinks") {
            let shares = try await shares(scenario)
            return shares.map(\.count).sorted() == counts && Set(shares.joined()).count == counts.reduce(0, +)
        }
    }

    private func expectEverything(
        _ count: Int, _ names: some Collection<String>, _ scenario: Scenario
    ) async throws {
        for name in names {
            let events = try scenario.events(name)
            #expect(events.map(\.id) == Array(1...count), "\(name)")
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func relaysComeDieFreezeAndGo() async throws {
        try await Scenario.run(Self.sinks(Self.names)) { scenario in
            let first = try await scenario.startRelay(sinks: 6)
            let count = try await ItemWriter.run(scenario) { writer in
                try await waitForShares([6], scenario)
                let second = try scenario.start("run")
                try await waitForShares([3, 3], scenario)
                try await writer.waitFor(more: 20)
                let third = try scenario.start("run")
                try await waitForShares([2, 2, 2], scenario)
                try await writer.waitFor(more: 20)
                // It dies.
                try await first.kill()
                try await waitForShares([3, 3], scenario)
                try await writer.waitFor(more: 20)
                // It stands still for longer than its leases, with its files open.
                second.signal(SIGSTOP)
                try await waitForShares([6], scenario)
                try await writer.waitFor(more: 20)
                second.signal(SIGCONT)
                try await waitForShares([3, 3], scenario)
                try await writer.waitFor(more: 20)
                // One after the other is replaced.
                let fourth = try scenario.start("run")
                try await waitForShares([2, 2, 2], scenario)
                #expect(try await second.stop().status == 0)
                try await waitForShares([3, 3], scenario)
                let fifth = try scenario.start("run")
                try await waitForShares([2, 2, 2], scenario)
                #expect(try await third.stop().status == 0)
                try await waitForShares([3, 3], scenario)
                try await writer.waitFor(more: 20)

                try await wait(until: "the page names both") {
                    let page = try await scenario.run("status").output
                    return page.contains("\nRelays\n") && page.components(separatedBy: "  serves ").count == 3
                }
                for relay in [fourth, fifth] { #expect(try await relay.stop().status == 0) }
            }
            let last = try await scenario.startRelay(sinks: 6)
            for name in Self.names { try await scenario.waitUntilDelivered(to: name) }
            #expect(try await last.stop().status == 0)
            try await expectEverything(count, Self.names, scenario)
            #expect(try await scenario.status()["relays"]?.array.isEmpty == true)
        }
    }

    @Test func aSinkThatOneRelayAloneKnowsIsServedByIt() async throws {
        try await Scenario.run(Self.sinks(["a", "b", "c"])) { scenario in
            let first = try await scenario.startRelay(sinks: 3)
            try scenario.write(Self.sinks(["b", "c", "d", "e"]))
            let second = try scenario.start("run")
            let names = ["a", "b", "c", "d", "e"]
            try await wait(until: "all are served, as evenly as can be") {
                let shares = try await shares(scenario)
                return shares.map(\.count).sorted() == [2, 3] && Set(shares.joined()).count == 5
            }
            try await scenario.insertItems(1...20)
            for name in names { try await scenario.waitUntilDelivered(to: name) }
            #expect(try await scenario.status(of: "a")["owner"]?.text?.contains(":\(first.pid):") == true)
            for name in ["d", "e"] {
                #expect(try await scenario.status(of: name)["owner"]?.text?.contains(":\(second.pid):") == true)
            }
            #expect(try await first.stop().status == 0)
            try await waitForShares([4], scenario)
            #expect(try await second.stop().status == 0)
            try await expectEverything(20, names, scenario)
        }
    }

    @Test func aSinkThatIsForgottenIsBegunAnewByWhoStandsBy() async throws {
        try await Scenario.run { scenario in
            let first = try await scenario.startRelay()
            try await scenario.insertItems(1...10)
            try await scenario.waitUntilDelivered()
            let second = try scenario.start("run")
            try await second.waitFor("standing by")
            second.signal(SIGSTOP)
            #expect(try await first.stop().status == 0)
            #expect(try await scenario.run("forget", "--sink", "changes", "--yes").status == 0)
            second.signal(SIGCONT)
            try await second.waitFor("delivering")
            try await scenario.insertItems(11...20)
            try await scenario.waitUntilDelivered()
            #expect(try await second.stop().status == 0)
            #expect(try scenario.events().map(\.id) == Array(1...20))
        }
    }

    @Test func twoSinksOfOneFileAreRefused() async throws {
        var configuration = Configuration()
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl }
            copy: { type: file, path: ./sub/../changes.jsonl }
            """
        try await Scenario.run(configuration, isInstalled: false) { scenario in
            let outcome = try await scenario.run("run")
            #expect(outcome.status == 78)
            #expect(
                outcome.error == """
                    tailrace: \(scenario.configurationFile.path):6:3: sinks.copy: writes to \
                    \(scenario.folder.path)/changes.jsonl, as the sink changes does; each needs one of its own

                    """)
        }
    }
}

/// A relay that stands still at any place for longer than its lease: the next one goes on, and when the first wakes, it
/// does what it was about to do, and no harm.
@Suite(.serialized, .enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"))
struct FreezeTests {
    @Test(arguments: [
        "after_read:2", "before_deliver:2", "mid_write:4", "mid_write:5", "after_write:2", "before_sink_position:2",
        "mid_sink_position:3", "before_rotation:1", "mid_rotation:2", "before_mark:2", "after_mark:2",
    ])
    func aLateProcessDoesNoHarm(place: String) async throws {
        try await Scenario.run(CrashTests.configuration) { scenario in
            let first = try scenario.start("run", environment: ["TAILRACE_FAULT": "\(place):freeze"])
            try await first.waitFor("delivering")
            try await scenario.insertItems(1...40, name: CrashTests.name)
            try await wait(until: "the first stands still") { first.isStopped }
            let second = try scenario.start("run")
            try await second.waitFor("delivering")
            try await scenario.insertItems(41...44, name: CrashTests.name)
            try await scenario.waitUntilDelivered()
            first.signal(SIGCONT)
            try await first.waitFor("standing by")
            try await scenario.insertItems(45...60, name: CrashTests.name)
            try await scenario.waitUntilDelivered()
            for relay in [first, second] { #expect(try await relay.stop().status == 0) }
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...60))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test(arguments: ["freeze", "kill"])
    func aTakeoverThatIsInterruptedIsTakenOver(manner: String) async throws {
        try await Scenario.run(CrashTests.configuration) { scenario in
            let first = try scenario.start("run", environment: ["TAILRACE_FAULT": "mid_write:3:freeze"])
            try await first.waitFor("delivering")
            try await scenario.insertItems(1...40, name: CrashTests.name)
            try await wait(until: "the first stands still") { first.isStopped }
            let second = try scenario.start("run", environment: ["TAILRACE_FAULT": "mid_takeover:1:\(manner)"])
            let folder = scenario.folder.path
            try await wait(until: "a take-over is under way") {
                try FileManager.default.contentsOfDirectory(atPath: folder).contains { $0.contains(".replacement.") }
            }
            let third = try scenario.start("run")
            try await third.waitFor("delivering")
            try await scenario.waitUntilDelivered()
            func stoodBy() -> Int { second.output.standardError.components(separatedBy: "standing by").count }
            let before = stoodBy()
            for relay in [first, second] { relay.signal(SIGCONT) }
            try await first.waitFor("standing by")
            if manner == "freeze" {
                try await wait(until: "both have woken") { stoodBy() > before }
            }
            try await scenario.insertItems(41...60, name: CrashTests.name)
            try await scenario.waitUntilDelivered()
            for relay in manner == "freeze" ? [first, second, third] : [first, third] {
                #expect(try await relay.stop().status == 0)
            }
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...60))
            try await scenario.expectEverythingOnce(in: events)
            try await scenario.insertItems(61...61)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == Array(1...61))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                    $0.hasPrefix("changes.jsonl.")
                }.sorted() == ["changes.jsonl.lock", "changes.jsonl.position"])
        }
    }
}
