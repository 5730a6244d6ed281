import Foundation
import PostgresTesting
import TailraceCore
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Delivered storage is given back while the application writes, and nothing is lost by it.
@Suite(.serialized)
struct RetentionTests {
    private static func configuration(_ outbox: String) -> Configuration {
        var configuration = Configuration()
        configuration.relay = "{ lease: 500ms, idle_poll: 20ms, retry_base: 20ms, retry_cap: 200ms }"
        configuration.more = "outbox: \(outbox)"
        return configuration
    }

    private static let small = "{ retention: 0s, segment_size: 64KiB, segment_time: 1s }"

    private func stored(_ scenario: Scenario) async throws -> Int64 {
        try await scenario.value("select count(*) from tailrace.outbox")
    }

    private func relations(_ scenario: Scenario) async throws -> Int64 {
        try await scenario.value("select count(*) from pg_inherits where inhparent = 'tailrace.outbox'::regclass")
    }

    @Test func segmentsGoRoundUnderWritersAndNothingIsLost() async throws {
        try await Scenario.run(Self.configuration(Self.small)) { scenario in
            let relay = try await scenario.startRelay()
            let count = try await ItemWriter.run(scenario, name: String(repeating: "x", count: 500)) { writer in
                try await relay.waitFor { $0.standardError.components(separatedBy: "is given back").count > 5 }
                try await writer.waitFor(more: 10)
            }
            try await scenario.waitUntilDelivered()
            try await wait(until: "everything is given back") {
                try await scenario.value("select count(*) < 1000 from tailrace.outbox")
            }
            #expect(try await relay.stop().status == 0)
            #expect(try scenario.events().map(\.id) == Array(1...count))
            let bytes: Int64 = try await scenario.value("select sum(bytes)::bigint from tailrace.segments()")
            #expect(bytes < 20_000_000)
            #expect(try await relations(scenario) < 16)
            let removed: Int64 = try await scenario.value("select removed_through from tailrace.source")
            #expect(removed > 0)
            let replay = try await scenario.run(
                "replay", "--sink", "changes", "--from", "1", "--to", "\(removed)", "--dry-run")
            #expect(replay.error.contains("retention has removed changes up to seq \(removed)"))
        }
    }

    @Test func aSinkThatIsBehindHoldsItsSegmentsBackUntilItIsForgotten() async throws {
        var configuration = Self.configuration(Self.small)
        configuration.sinks += "\nlost: { type: file, path: missing/lost.jsonl, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay()
            _ = try await ItemWriter.run(scenario, name: String(repeating: "x", count: 500)) { _ in
                try await relay.waitFor { $0.standardError.components(separatedBy: "is written to").count > 3 }
            }
            try await scenario.waitUntilDelivered()
            let page = try await scenario.run("status").output
            #expect(page.contains(" in closed segments by sink lost"))
            #expect(!page.contains(" in closed segments by sink changes"))
            let first = try #require(try await scenario.storedSequence().first)
            #expect(first == 1)
            let busy = try await scenario.run("forget", "--sink", "lost", "--yes")
            #expect(busy.status == 1 && busy.error.contains("is being served"))
            #expect(try await relay.stop().status == 0)
            try await scenario.execute("update tailrace.sink set lease_expires_at = null")

            try scenario.write(Self.configuration(Self.small))
            let doctor = try await scenario.run("doctor")
            #expect(doctor.output.contains("tailrace forget --sink lost"))
            let unasked = try await scenario.run("forget", "--sink", "lost")
            #expect(unasked.status == 64)
            let unknown = try await scenario.run("forget", "--sink", "none", "--yes")
            #expect(unknown.status == 1 && unknown.error.contains("it has changes, lost"))
            let forgotten = try await scenario.run("forget", "--sink", "lost", "--yes")
            #expect(forgotten.status == 0, "\(forgotten)")
            let second = try await scenario.startRelay()
            try await wait(until: "what was kept for it is given back") {
                try await scenario.value("select removed_through > 0 from tailrace.source")
            }
            try await second.stop()
        }
    }

    @Test func whatIsKeptCanBeReplayed() async throws {
        let outbox = "{ retention: 1h, segment_size: 64KiB, segment_time: 1s }"
        try await Scenario.run(Self.configuration(outbox)) { scenario in
            try await scenario.insertItems(1...20)
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            // Closed, and delivered, and nearly old enough.
            try await scenario.execute(
                """
                select setval('tailrace.current_segment', 2);
                update tailrace.segment set opened_at = now() - interval '2 hours', closed_at = now() - interval '59 min'
                where number = 1;
                """)
            try await scenario.insertItems(21...25)
            let replay = try await scenario.run("replay", "--sink", "changes", "--from", "1", "--to", "20")
            #expect(replay.status == 0, "\(replay)")
            #expect(try scenario.events().filter(\.isReplayed).map(\.id) == Array(1...20))
            #expect(try await stored(scenario) == 25)
            try await scenario.execute(
                "update tailrace.segment set closed_at = now() - interval '61 min' where number = 1")
            try await relay.waitFor("segment 1 is given back")
            #expect(try await stored(scenario) == 5)
            try await relay.stop()
        }
    }

    @Test func aFullOutboxPausesTheCaptureAndSaysSoInTheStream() async throws {
        let outbox = "{ retention: 1h, segment_time: 1h, max_size: 1MiB, on_full: pause_capture }"
        var configuration = Self.configuration(outbox)
        configuration.sinks += "\nlost: { type: file, path: missing/lost.jsonl, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay()
            let count = try await ItemWriter.run(scenario, name: String(repeating: "x", count: 2_000)) { writer in
                try await relay.waitFor("changes are not captured until there is room")
                try await writer.waitFor(more: 100)
                let doctor = try await scenario.run("doctor")
                #expect(doctor.status == 1 && doctor.output.contains("capture is paused"))
                #expect(try await scenario.run("status").output.contains("PAUSED"))
                try FileManager.default.createDirectory(
                    at: scenario.folder.appendingPathComponent("missing"), withIntermediateDirectories: true)
                try await relay.waitFor("changes are captured again")
                try await writer.waitFor(more: 10)
            }
            try await scenario.waitUntilDelivered()
            #expect(try await relay.stop().status == 0)
            let events = try scenario.events()
            let gaps = events.filter { $0.op == "gap" }
            #expect(gaps.count >= 2 && gaps.count.isMultiple(of: 2))
            #expect(gaps.first?["after"]?["state"] == "paused" && gaps.last?["after"]?["state"] == "resumed")
            #expect(gaps.last?["after"]?["tables"] == ["public.item"])
            let arrived = Set(events.filter { $0.op == "insert" }.map(\.id))
            #expect(arrived.count < count && arrived.contains(count))
        }
    }

    @Test(
        .enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"),
        arguments: FaultPoint.housekeeping)
    func theNextKeeperGoesOnWhereTheDeadOneWas(point: FaultPoint) async throws {
        try await Scenario.run(Self.configuration(Self.small)) { scenario in
            let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": "\(point.rawValue):2"])
            let count = try await ItemWriter.run(scenario, name: String(repeating: "x", count: 500)) { writer in
                #expect(try await relay.waitUntilExit() == .signal(SIGKILL))
                let second = try await scenario.startRelay()
                try await second.waitFor { $0.standardError.components(separatedBy: "is given back").count > 1 }
                try await writer.waitFor(more: 10)
                try await second.stop()
            }
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == Array(1...count))
        }
    }

    /// Whatever it had locked when it was stopped is free again soon.
    @Test(
        .enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"), arguments: [1, 3, 5])
    func aKeeperThatStandsStillLocksNobodyOut(visit: Int) async throws {
        try await Scenario.run(Self.configuration(Self.small)) { scenario in
            let fault = "\(FaultPoint.midHousekeeping.rawValue):\(visit):freeze"
            let first = try scenario.start("run", environment: ["TAILRACE_FAULT": fault])
            let count = try await ItemWriter.run(scenario, name: String(repeating: "x", count: 500)) { writer in
                try await wait(until: "the first stands still") { first.isStopped }
                let second = try await scenario.startRelay()
                try await writer.waitFor(more: 50)
                try await second.waitFor { $0.standardError.contains("is given back") }
                first.signal(SIGCONT)
                try await first.waitFor("standing by")
                try await writer.waitFor(more: 10)
                for relay in [first, second] { #expect(try await relay.stop().status == 0) }
            }
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == Array(1...count))
        }
    }
}
