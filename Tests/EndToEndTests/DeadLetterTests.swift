import PostgresTesting
import TailraceCore
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A change that a sink refuses for good never keeps other keys waiting, and never gets lost.
@Suite(.serialized)
struct DeadLetterTests {
    /// Longer than the file takes: see ``configuration(_:limit:)``.
    static let poison = String(repeating: "x", count: 1_000)

    static func configuration(_ policy: String = "hold_key", limit: String? = "1KiB", more: String = "")
        -> Configuration
    {
        var configuration = Configuration()
        // An event is as long as its own row, whatever was there before.
        configuration.tables = "public.item: { old: none }"
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest, tries: 2, on_poison: \(policy)\
            \(limit.map { ", max_event: \($0)" } ?? "")\(more) }
            """
        return configuration
    }

    private func summary(_ events: [Event]) -> [String] {
        events.map { "\($0.op) \($0.id) \($0["after"]?["name"]?.text?.prefix(5) ?? "-")" }
    }

    private func expectAside(_ refused: Int, _ waiting: Int, _ scenario: Scenario) async throws {
        try await wait(until: "\(refused) are refused and \(waiting) wait") {
            let status = try await scenario.status(of: "changes")
            return status["dead_letters"] == JSON.number(Double(refused))
                && status["held"] == JSON.number(Double(waiting))
        }
    }

    private func letters(_ scenario: Scenario, _ more: String...) async throws -> [JSON] {
        let outcome = try await scenario.run(["dead-letters", "list", "--json"] + more)
        #expect(outcome.status == 0)
        return try outcome.output.split(separator: "\n").map { try JSON(parsing: $0) }
    }

    /// What is given again and comes before the refused change waits for nothing.
    @Test func whatIsBeforeARefusedChangeGoesAfterASeek() async throws {
        try await Scenario.run(Self.configuration()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...2)
            try await scenario.execute("update item set name = '\(Self.poison)' where id = 2")
            try await scenario.waitUntilDelivered()
            try await expectAside(1, 0, scenario)
            let seek = try await scenario.run("seek", "--sink", "changes", "--to", "0", "--yes")
            #expect(seek.status == 0)
            try await wait(until: "both are given again") { try scenario.events().count == 4 }
            try await expectAside(1, 0, scenario)
            #expect(summary(try scenario.events()) == ["insert 1 n", "insert 2 n", "insert 1 n", "insert 2 n"])
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func aRefusedChangeHoldsItsKeyAndNothingElse() async throws {
        try await Scenario.run(Self.configuration()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...3)
            try await scenario.execute(
                """
                update item set name = '\(Self.poison)' where id = 2;
                update item set name = 'later' where id = 2;
                update item set name = 'other' where id = 3;
                """)
            try await scenario.waitUntilDelivered()
            try await expectAside(1, 1, scenario)
            #expect(
                summary(try scenario.events()) == ["insert 1 n", "insert 2 n", "insert 3 n", "update 3 other"])
            let list = try await letters(scenario)
            #expect(list.map { $0["cause"]?.text } == ["refused", "held"])
            #expect(list[0]["tries"] == 2)
            #expect(list[0]["reason"]?.text?.hasSuffix(" bytes, more than max_event, 1024") == true)
            #expect(list[0]["reason"]?.text?.hasPrefix("the event of seq 4 takes ") == true)
            #expect(relay.output.standardError.contains("a change is refused for good"))

            // It is refused again: everything stays as it is.
            let again = try await scenario.run("dead-letters", "retry", "\(Int(list[0]["id"]?.number ?? 0))")
            #expect(again.status == 0)
            #expect(again.output.hasPrefix("Asked for: 1 refused change to be sent again."))
            try await wait(until: "it has been tried again") {
                let letter = try await letters(scenario).first
                return letter?["tries"] == 3 && letter?["request"] == nil
            }
            try await expectAside(1, 1, scenario)
            try await relay.stop()

            // The destination takes it now: what waits follows in order, and the key flows again.
            try scenario.write(Self.configuration(limit: nil))
            let tolerant = try await scenario.startRelay()
            try await scenario.execute("update item set name = 'last' where id = 2")
            try await expectAside(1, 2, scenario)
            #expect(try await scenario.run("dead-letters", "retry", "--sink", "changes", "--yes").status == 0)
            try await expectAside(0, 0, scenario)
            try await scenario.execute("update item set name = 'flows' where id = 2")
            try await scenario.waitUntilDelivered()
            let events = try scenario.events()
            #expect(
                summary(events).suffix(4) == ["update 2 xxxxx", "update 2 later", "update 2 last", "update 2 flows"])
            #expect(events.filter(\.isReplayed).isEmpty)
            try await scenario.expectEverythingOnce(in: events)
            try await tolerant.stop()
        }
    }

    @Test func whatWaitsIsSentWhenTheRefusedChangeIsDiscarded() async throws {
        try await Scenario.run(Self.configuration()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.execute(
                """
                insert into item values (1, 'a');
                update item set name = '\(Self.poison)' where id = 1;
                update item set id = 7, name = 'moved' where id = 1;
                update item set name = 'b' where id = 7;
                """)
            try await expectAside(1, 2, scenario)
            let held = try #require(try await letters(scenario).last?["id"]?.number)
            let wrong = try await scenario.run("dead-letters", "discard", "\(Int(held))", "--yes")
            #expect(wrong.status == 1)
            #expect(wrong.error.contains("1 change waits there and none is refused"))
            let unconfirmed = try await scenario.run("dead-letters", "discard", "--key", #"{"id":1}"#)
            #expect(unconfirmed.status == 64)
            #expect(unconfirmed.error.contains("add --yes"))
            #expect(try await scenario.run("dead-letters", "discard", "--key", #"{"id":1}"#, "--yes").status == 0)
            try await expectAside(0, 0, scenario)
            #expect(summary(try scenario.events()) == ["insert 1 a", "update 7 moved", "update 7 b"])
            try await relay.stop()
        }
    }

    @Test func aTruncateWaitsForWhatIsHeldOfItsTable() async throws {
        try await Scenario.run(Self.configuration()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.execute("insert into item values (1, '\(Self.poison)'), (2, 'a')")
            try await expectAside(1, 0, scenario)
            try await scenario.execute("truncate item; insert into item values (3, 'b')")
            try await expectAside(1, 2, scenario)
            #expect(summary(try scenario.events()) == ["insert 2 a"])
            #expect(try await scenario.run("dead-letters", "discard", "--all", "--yes").status == 0)
            try await expectAside(0, 0, scenario)
            #expect(try scenario.events().map(\.op) == ["insert", "truncate", "insert"])
            try await relay.stop()
        }
    }

    @Test func aSkippedChangeLetsItsKeyGoOn() async throws {
        try await Scenario.run(Self.configuration("skip")) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.execute(
                """
                insert into item values (1, 'a');
                update item set name = '\(Self.poison)' where id = 1;
                update item set name = 'b' where id = 1;
                """)
            try await scenario.waitUntilDelivered()
            try await expectAside(1, 0, scenario)
            #expect(summary(try scenario.events()) == ["insert 1 a", "update 1 b"])
            try await relay.stop()
            try scenario.write(Self.configuration("skip", limit: nil))
            // Without a relay it waits for one.
            let asked = try await scenario.run("dead-letters", "retry", "--all", "--yes")
            #expect(asked.error.contains("No relay serves changes now"))
            let tolerant = try await scenario.startRelay()
            try await expectAside(0, 0, scenario)
            #expect(summary(try scenario.events()) == ["insert 1 a", "update 1 b", "update 1 xxxxx"])
            #expect(try scenario.events().last?.isReplayed == true)
            try await tolerant.stop()
        }
    }

    @Test(arguments: ["retry", "discard", "resume"])
    func aSinkThatStopsWaitsForADecisionAndOthersGoOn(decision: String) async throws {
        var configuration = Self.configuration("stop")
        configuration.sinks += "\nother: { type: file, path: other.jsonl, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay(sinks: 2)
            try await scenario.insertItems(1...3)
            try await scenario.execute("insert into item values (4, '\(Self.poison)'), (5, 'a')")
            try await wait(until: "the sink has stopped") {
                try await scenario.status(of: "changes")["state"] == "halted"
            }
            try await scenario.insertItems(6...6)
            try await scenario.waitUntilDelivered(to: "other")
            #expect(try scenario.events("other").map(\.id) == Array(1...6))
            #expect(try scenario.events().map(\.id) == [1, 2, 3])
            #expect(relay.output.standardError.contains("the sink stops until somebody decides"))
            let status = try await scenario.run("status").output
            #expect(status.contains("stopped by the change seq 4, which the sink refuses"), "\(status)")

            if decision != "discard" {
                // The relay must be told that the destination takes it now; the stop outlives it.
                try await relay.stop()
                configuration.sinks = configuration.sinks.replacing(", max_event: 1KiB", with: "")
                try scenario.write(configuration)
            }
            let next = decision == "discard" ? relay : try await scenario.startRelay(sinks: 2)
            #expect(try scenario.events().map(\.id) == [1, 2, 3])
            let arguments =
                decision == "resume" ? ["resume", "--sink", "changes"] : ["dead-letters", decision, "--all", "--yes"]
            #expect(try await scenario.run(arguments).status == 0)
            try await scenario.waitUntilDelivered()
            try await expectAside(0, 0, scenario)
            #expect(try scenario.events().map(\.id) == [1, 2, 3] + (decision == "discard" ? [5, 6] : [4, 5, 6]))
            try await next.stop()
        }
    }

    @Test func whereTooMuchWouldBeKeptTheSinkStopsAndLosesNothing() async throws {
        try await Scenario.run(Self.configuration(more: ", max_held: 3")) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.execute("insert into item values (1, '\(Self.poison)')")
            try await expectAside(1, 0, scenario)
            try await scenario.execute(
                """
                update item set name = 'a' where id = 1; update item set name = 'b' where id = 1;
                update item set name = 'c' where id = 1; insert into item values (2, 'd');
                """)
            try await wait(until: "the sink has stopped") {
                try await scenario.status(of: "changes")["last_error"]?["message"]?.text?.contains("max_held, 3")
                    == true
            }
            #expect(try await scenario.run("dead-letters", "discard", "--all", "--yes").status == 0)
            try await scenario.waitUntilDelivered()
            try await expectAside(0, 0, scenario)
            #expect(
                summary(try scenario.events()).filter { $0.hasPrefix("update") } == [
                    "update 1 a", "update 1 b", "update 1 c",
                ])
            #expect(summary(try scenario.events()).contains("insert 2 d"))
            try await relay.stop()
        }
    }

    /// Nothing is behind the position: the refused change and what waits for it are read together.
    @Test(arguments: ["discard", "retry"])
    func whatIsDecidedFreesASinkThatCannotKeepTheRestOfItsBatch(decision: String) async throws {
        try await Scenario.run(Self.configuration(more: ", max_held: 3")) { scenario in
            try await scenario.execute(
                """
                insert into item values (1, '\(Self.poison)'), (2, 'a');
                update item set name = 'a' where id = 1; update item set name = 'b' where id = 1;
                update item set name = 'c' where id = 1; update item set name = 'd' where id = 1;
                insert into item values (3, 'a');
                """)
            var relay = try await scenario.startRelay()
            try await wait(until: "the sink has stopped") {
                try await scenario.status(of: "changes")["last_error"]?["message"]?.text?.contains("max_held, 3")
                    == true
            }
            if decision == "retry" {
                // It is taken now.
                try await relay.stop()
                try scenario.write(Self.configuration(limit: nil, more: ", max_held: 3"))
                relay = try scenario.start("run")
            }
            #expect(try await scenario.run("dead-letters", decision, "--all", "--yes").status == 0)
            try await scenario.waitUntilDelivered()
            try await expectAside(0, 0, scenario)
            let first = decision == "retry" ? ["insert 1 xxxxx"] : []
            #expect(
                summary(try scenario.events()).filter { $0.split(separator: " ")[1] == "1" }
                    == first + ["update 1 a", "update 1 b", "update 1 c", "update 1 d"])
            #expect(
                summary(try scenario.events()).filter { $0.hasPrefix("insert") }.suffix(2) == [
                    "insert 2 a", "insert 3 a",
                ])
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func aChangeIsShownWhole() async throws {
        try await Scenario.run(Self.configuration()) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.execute(
                "begin; set local tailrace.context = '{\"user\":42}'; insert into item values (1, '\(Self.poison)'); commit"
            )
            try await expectAside(1, 0, scenario)
            let id = Int(try #require(try await letters(scenario).first?["id"]?.number))
            // Retention may take the outbox's row.
            try await scenario.execute("delete from tailrace.outbox")
            let shown = try await scenario.run("dead-letters", "show", "\(id)")
            #expect(shown.status == 0)
            let event = try Event(try #require(shown.output.split(separator: "\n").last))
            #expect(event["after"]?["name"]?.text == Self.poison)
            #expect(event["context"]?["user"] == 42)
            #expect(shown.output.contains("more than max_event"))
            #expect(try await scenario.run("dead-letters", "show", "999").status == 1)
            try await relay.stop()
        }
    }

    // MARK: Crashes

    struct Death: Sendable, CustomTestStringConvertible {
        let point: FaultPoint
        let occurrence: Int
        var testDescription: String { variable }
        var variable: String { "\(point.rawValue):\(occurrence)" }
    }

    static let keeping = [FaultPoint.beforeDeliver, .beforeKeep, .afterKeep, .beforeSinkPosition, .beforeMark].flatMap {
        point in [1, 2, 3, 4].map { Death(point: point, occurrence: $0) }
    }

    @Test(.enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"), arguments: keeping)
    func aRelayThatDiesWhileItKeepsChangesLosesAndRepeatsNothing(death: Death) async throws {
        var configuration = Self.configuration()
        configuration.relay = "{ lease: 500ms, batch_changes: 4, poll: 1ms, idle_poll: 20ms, retry_base: 1ms }"
        try await Scenario.run(configuration) { scenario in
            try await scenario.execute(Self.workload)
            let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": death.variable])
            #expect(try await relay.waitUntilExit() == .signal(SIGKILL))
            try await scenario.relayAll()
            try await expectAside(2, 5, scenario)
            configuration.sinks = Self.configuration(limit: nil).sinks
            try scenario.write(configuration)
            #expect(try await scenario.run("dead-letters", "retry", "--all", "--yes").status == 0)
            let tolerant = try await scenario.startRelay()
            try await expectAside(0, 0, scenario)
            try await tolerant.stop()
            try await scenario.expectEverythingOnce(in: try scenario.events())
        }
    }

    @Test(
        .enabled(if: Tailrace.isDebugBuild, "only debug builds have fault points"),
        arguments: [
            FaultPoint.beforeRelease, .beforeDeliver, .midWrite, .afterWrite, .beforeSinkPosition, .midSinkPosition,
            .afterRelease, .afterForget,
        ])
    func aRelayThatDiesWhileItSendsWhatWasKeptLosesAndRepeatsNothing(point: FaultPoint) async throws {
        var configuration = Self.configuration()
        configuration.relay = "{ lease: 500ms, batch_changes: 4, poll: 1ms, idle_poll: 20ms, retry_base: 1ms }"
        try await Scenario.run(configuration) { scenario in
            try await scenario.execute(Self.workload)
            try await scenario.relayAll()
            try await expectAside(2, 5, scenario)
            configuration.sinks = Self.configuration(limit: nil).sinks
            try scenario.write(configuration)
            #expect(try await scenario.run("dead-letters", "retry", "--all", "--yes").status == 0)
            let relay = try scenario.start("run", environment: ["TAILRACE_FAULT": "\(point.rawValue):1"])
            #expect(try await relay.waitUntilExit() == .signal(SIGKILL))
            try await scenario.execute("update item set name = 'newest' where id < 5")
            let next = try await scenario.startRelay()
            try await expectAside(0, 0, scenario)
            try await scenario.waitUntilDelivered()
            try await next.stop()
            try await scenario.expectEverythingOnce(in: try scenario.events())
        }
    }

    /// Two refused changes, five that wait behind them, and others before, between and after.
    static let workload = """
        insert into item values (1, 'a'), (2, 'a'), (3, 'a'), (4, 'a');
        update item set name = '\(poison)' where id = 2;
        update item set name = 'b';
        update item set name = '\(poison)' where id = 4;
        update item set name = 'c' where id in (1, 4);
        update item set id = 9 where id = 4;
        insert into item values (5, 'd'), (6, 'd');
        update item set name = 'e' where id in (2, 9);
        delete from item where id = 1;
        """
}
