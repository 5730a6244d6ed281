import Foundation
import PostgresTesting
import Testing

/// Of several relays one serves a sink, and another takes over when that one is gone.
@Suite(.serialized)
struct LeaseTests {
    @Test func aSecondRelayStandsByAndTakesOverFromADeadOne() async throws {
        try await Scenario.run { scenario in
            let first = try await scenario.startRelay()
            let second = try scenario.start("run")
            try await second.waitFor("served by ")
            #expect(second.output.standardError.contains("standing by"))
            let count = try await ItemWriter.run(scenario) { writer in
                try await writer.waitFor(more: 50)
                try await first.kill()
                try await second.waitFor(" delivering")
                try await writer.waitFor(more: 50)
            }
            try await scenario.waitUntilDelivered()
            #expect(try await second.stop().status == 0)
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func aStoppedRelayGivesItsSinkBack() async throws {
        try await Scenario.run { scenario in
            let first = try await scenario.startRelay()
            #expect(try await scenario.status(of: "changes")["owner"]?.text?.contains(":\(first.pid):") == true)
            #expect(try await first.stop().status == 0)
            let status = try await scenario.status(of: "changes")
            #expect(status["state"] == "stopped")
            #expect(status["owner"] == nil)
            #expect(try await scenario.value("select lease_expires_at is null from tailrace.sink"))
        }
    }

    @Test func aRelayThatIsStoppedUnderLoadHandsOver() async throws {
        try await Scenario.run { scenario in
            var serving = try await scenario.startRelay()
            let count = try await ItemWriter.run(scenario) { writer in
                for _ in 1...4 {
                    let waiting = try scenario.start("run")
                    try await waiting.waitFor("standing by")
                    try await writer.waitFor(more: 50)
                    #expect(try await serving.stop().status == 0)
                    try await waiting.waitFor(" delivering")
                    serving = waiting
                }
                try await writer.waitFor(more: 50)
            }
            try await scenario.waitUntilDelivered()
            #expect(try await serving.stop().status == 0)
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
        }
    }

    @Test func aRelayThatIsFrozenForLongerThanItsLeaseLosesItsSink() async throws {
        try await Scenario.run { scenario in
            let first = try await scenario.startRelay()
            let second = try scenario.start("run")
            try await second.waitFor("standing by")
            let count = try await ItemWriter.run(scenario) { writer in
                try await writer.waitFor(more: 50)
                first.signal(SIGSTOP)
                // Its lock on the file it still has.
                try await second.waitFor(" delivering")
                try await writer.waitFor(more: 50)
                first.signal(SIGCONT)
                try await first.waitFor("standing by")
                try await writer.waitFor(more: 50)
            }
            try await scenario.waitUntilDelivered()
            let events = try scenario.events()
            #expect(events.map(\.id) == Array(1...count))
            try await scenario.expectEverythingOnce(in: events)
            #expect(try await scenario.status(of: "changes")["owner"]?.text?.contains(":\(second.pid):") == true)
            #expect(try await first.stop().status == 0)
            #expect(try await second.stop().status == 0)
        }
    }

    @Test func twoRelaysOfDifferentSinksDoNotMeet() async throws {
        var configuration = Configuration()
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            copy: { type: file, path: copy.jsonl, from: earliest }
            """
        try await Scenario.run(configuration) { scenario in
            try await scenario.insertItems(1...20)
            let relay = try await scenario.startRelay(sinks: 2)
            try await scenario.waitUntilDelivered()
            try await scenario.waitUntilDelivered(to: "copy")
            try await relay.stop()
            #expect(try scenario.events().map(\.line) == scenario.events("copy").map(\.line))
            #expect(try scenario.events().map(\.id) == Array(1...20))
        }
    }
}
