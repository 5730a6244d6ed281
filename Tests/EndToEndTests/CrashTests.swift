import PostgresTesting
import TailraceCore
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A relay that dies at any place loses nothing and repeats nothing in files.
///
/// Only debug builds can be made to die at a place.
@Suite(.serialized, .enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"))
struct CrashTests {
    struct Death: Sendable, CustomTestStringConvertible {
        let point: FaultPoint
        let occurrence: Int

        var testDescription: String { variable }
        var variable: String { "\(point.rawValue):\(occurrence)" }
    }

    /// The housekeeper's places, and those of changes kept aside and of take-overs, have tests of their own.
    static let points = FaultPoint.allCases.filter {
        !(FaultPoint.housekeeping + FaultPoint.aside + FaultPoint.takeover + FaultPoint.commands).contains($0)
    }

    static let deaths = points.flatMap { point in
        [1, 3].map { Death(point: point, occurrence: $0) }
    }

    /// Small batches and small files, so that every place is passed often.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.sinks = "changes: { type: file, path: changes.jsonl, from: earliest, rotate_size: 4KiB }"
        configuration.relay = "{ lease: 500ms, batch_changes: 5, poll: 1ms, idle_poll: 20ms }"
        return configuration
    }

    static let name = String(repeating: "x", count: 200)

    @Test(arguments: deaths)
    func theNextRelayGoesOnWhereTheDeadOneWas(death: Death) async throws {
        try await Scenario.run(Self.configuration) { scenario in
            try await scenario.insertItems(1...40, name: Self.name)
            let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": death.variable])
            #expect(try await relay.waitUntilExit() == .signal(SIGKILL))
            try await scenario.insertItems(41...50, name: Self.name)
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...50))
            try await scenario.expectEverythingOnce(in: events)
            #expect(try scenario.files().count > 5)
        }
    }

    @Test func oneDeathAfterAnotherLosesNothing() async throws {
        try await Scenario.run(Self.configuration) { scenario in
            for (round, death) in Self.deaths.enumerated() {
                try await scenario.insertItems((round * 20 + 1)...(round * 20 + 20), name: Self.name)
                let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": death.variable])
                #expect(try await relay.waitUntilExit() == .signal(SIGKILL), "\(death.variable)")
            }
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...(Self.deaths.count * 20)))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test(arguments: [FaultPoint.beforeDeliver, .midWrite, .afterWrite, .beforeMark, .afterMark])
    func standardOutputHasEveryChangeAtLeastOnce(point: FaultPoint) async throws {
        var configuration = Self.configuration
        configuration.sinks = "changes: { type: stdout, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...40, name: String(repeating: "x", count: 1000))
            let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": "\(point.rawValue):3"])
            #expect(try await relay.waitUntilExit() == .signal(SIGKILL))
            let second = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            let outcome = try await second.stop()
            // The dead one may have left a part of a line.
            let first = relay.output.standardOutput
            let whole = first[..<(first.lastIndex(of: "\n").map { first.index(after: $0) } ?? first.startIndex)]
            let (before, after) = (try Event.parse(String(whole)), try Event.parse(outcome.output))
            #expect(Set((before + after).map(\.id)) == Set(1...40))
            #expect(after.map(\.id) == Array((after.first?.id ?? 0)...40))
        }
    }
}
