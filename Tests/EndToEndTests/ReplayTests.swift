import Foundation
import PostgresTesting
import Testing

/// `replay` sends stored changes again, beside live delivery.
@Suite(.serialized)
struct ReplayTests {
    @Test func aRangeGoesThroughTheRunningRelayWithItsFirstIds() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...10)
            try await scenario.waitUntilDelivered()
            let position = try await scenario.status(of: "changes")["position"]
            let live = try scenario.events()

            let replay = try await scenario.run(
                "replay", "--sink", "changes", "--from", "\(live[2].seq)", "--to", "\(live[6].seq)")
            #expect(replay.status == 0)
            #expect(replay.output == "Done: 5 changes sent again to changes.\n")
            #expect(replay.error.contains("5 changes in the range \(live[2].seq) to \(live[6].seq), seq"))
            let events = try scenario.events()
            let again = events.dropFirst(10)
            #expect(again.map(\.line) == live[2...6].map { String($0.line.dropLast()) + #","replayed":true}"# })
            #expect(live.allSatisfy { $0["replayed"] == nil })
            #expect(try await scenario.status(of: "changes")["position"] == position)

            try await scenario.insertItems(11...11)
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().last?.id == 11)
            #expect(try scenario.events().last?.isReplayed == false)
            #expect(try await relay.stop().status == 0)
        }
    }

    @Test func liveDeliveryGoesOnBesideAReplay() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...20)
            try await scenario.waitUntilDelivered()
            let newest = try #require(try scenario.events().last?.seq)
            let replay = try scenario.start(
                "replay", "--sink", "changes", "--from", "0", "--to", "\(newest)", "--rate", "10")
            try await wait(until: "the replay has begun") { try scenario.events().contains(where: \.isReplayed) }
            try await scenario.insertItems(21...25)
            try await scenario.waitUntilDelivered()
            #expect(replay.isRunning)
            #expect(try await replay.outcome().status == 0)
            let events = try scenario.events()
            #expect(events.filter { !$0.isReplayed }.map(\.id) == Array(1...25))
            #expect(events.filter(\.isReplayed).map(\.id) == Array(1...20))
            try await scenario.expectEverythingOnce(in: events)
            try await relay.stop()
        }
    }

    @Test func tableAndKeyChooseAmongTheChanges() async throws {
        let sql = Scenario.itemTable + "create table other (id integer primary key, name text);"
        var configuration = Configuration()
        configuration.tables = "public.item: {}\npublic.other: {}"
        try await Scenario.run(sql: sql, configuration) { scenario in
            try await scenario.execute(
                """
                insert into item values (1, 'a'), (2, 'b'); insert into other values (1, 'c');
                update item set id = 3 where id = 1; update item set name = 'd' where id = 2;
                """)
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            func replayed(_ filter: String...) async throws -> [String] {
                let before = try scenario.events().count
                let options = ["replay", "--sink", "changes", "--from", "0", "--to", "1000"] + filter
                #expect(try await scenario.run(options).status == 0)
                return try scenario.events().dropFirst(before).map { "\($0["table"]?.text ?? "") \($0.op) \($0.id)" }
            }
            #expect(try await replayed("--table", "public.other") == ["other insert 1"])
            #expect(
                try await replayed("--table", "public.item", "--key", #"{ "id" : 1 }"#) == [
                    "item insert 1", "item update 3",
                ])
            #expect(try await replayed("--key", #"{"id":2}"#) == ["item insert 2", "item update 2"])
            let none = try await scenario.run(
                "replay", "--sink", "changes", "--from", "0", "--to", "1000", "--key", #"{"id":99}"#)
            #expect(none.status == 0)
            #expect(none.error.contains("No change is stored in the range 0 to 1000 with the key {\"id\":99}."))
            try await relay.stop()
        }
    }

    @Test func aDryRunSendsNothing() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...3)
            try await scenario.relayAll()
            let before = try scenario.events().map(\.line)
            let dryRun = try await scenario.run(
                "replay", "--sink", "changes", "--from", "0", "--to", "100", "--dry-run")
            #expect(dryRun.status == 0)
            #expect(dryRun.error.contains("3 changes in the range 0 to 100"))
            #expect(try await scenario.value("select count(*) from tailrace.replay") == 0)
            #expect(try scenario.events().map(\.line) == before)
        }
    }

    @Test func theRateHoldsForTheWholeReplay() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...10)
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered()
            let replay = try await scenario.run(
                "replay", "--sink", "changes", "--from", "0", "--to", "100", "--rate", "5")
            #expect(replay.status == 0)
            // At five a second the second half begins a second after the first, whatever the machine's load.
            let seconds: Double = try await scenario.value(
                "select extract(epoch from finished_at - requested_at)::float8 from tailrace.replay")
            #expect(seconds >= 1)
            try await relay.stop()
        }
    }

    @Test func anOutputFileNeedsNoRelayAndIsNeverOverwritten() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...5)
            try await scenario.relayAll()
            let live = try scenario.events().map(\.line)
            let wanted = live.map { String($0.dropLast()) + #","replayed":true}"# }
            let arguments = ["replay", "--from", "0", "--to", "100", "--output"]

            let file = scenario.folder.appendingPathComponent("again.jsonl")
            let written = try await scenario.run(arguments + [file.path])
            #expect(written.status == 0)
            #expect(written.error.hasSuffix("Done: 5 changes written.\n"))
            #expect(try Event.parse(String(contentsOf: file, encoding: .utf8)).map(\.line) == wanted)

            let printed = try await scenario.run(arguments + ["-"])
            #expect(printed.status == 0)
            #expect(try Event.parse(printed.output).map(\.line) == wanted)

            let refused = try await scenario.run(arguments + [file.path])
            #expect(refused.status == 1)
            #expect(refused.error.contains("\(file.path) cannot be created: File exists"))
            #expect(try Event.parse(String(contentsOf: file, encoding: .utf8)).map(\.line) == wanted)
            #expect(try scenario.events().map(\.line) == live)
        }
    }

    @Test func aReplayOutlivesTheRelayThatCarriesItOut() async throws {
        var configuration = Configuration()
        configuration.relay = "{ lease: 500ms, batch_changes: 5 }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...40)
            try await scenario.waitUntilDelivered()
            let replay = try scenario.start(
                "replay", "--sink", "changes", "--from", "0", "--to", "1000", "--rate", "20")
            try await wait(until: "a part has been sent") { try scenario.events().contains(where: \.isReplayed) }
            try await relay.kill()
            try await replay.waitFor("Waiting: no relay serves changes")
            let second = try await scenario.startRelay()
            let outcome = try await replay.outcome()
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("Done: "))
            let events = try scenario.events()
            #expect(events.filter { !$0.isReplayed }.map(\.id) == Array(1...40))
            // At least once: what was sent and not noted is sent again.
            #expect(Set(events.filter(\.isReplayed).map(\.id)) == Set(1...40))
            try await second.stop()
        }
    }

    @Test func withoutARelayItWaitsAndCanBeWithdrawn() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...3)
            try await scenario.relayAll()
            let before = try scenario.events().count
            let replay = try scenario.start("replay", "--sink", "changes", "--from", "0", "--to", "100")
            try await replay.waitFor("Waiting: no relay serves changes; start one with `tailrace run`")
            replay.signal(SIGINT)
            let outcome = try await replay.outcome()
            #expect(outcome.status == 1)
            #expect(outcome.error.hasSuffix("tailrace: withdrawn after 0 changes\n"))
            #expect(try await scenario.value("select state from tailrace.replay") == "cancelled")
            try await scenario.insertItems(4...4)
            try await scenario.relayAll()
            #expect(try scenario.events().count == before + 1)
        }
    }

    @Test func whatTheRangeDoesNotHoldIsSaid() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...5)
            try await scenario.execute(
                "delete from tailrace.outbox where seq <= 2; update tailrace.source set removed_through = 2")
            let open = try await scenario.connect()
            try await open.execute("begin; insert into item values (6, 'open')")
            let replay = try await scenario.run("replay", "--from", "1", "--to", "50", "--output", "-")
            await open.close()
            #expect(replay.status == 0)
            #expect(try Event.parse(replay.output).map(\.id) == [3, 4, 5])
            for text in [
                "3 changes in the range 1 to 50, seq 3 to 5.",
                "Part of the range is gone: retention has removed changes up to seq 2.",
                "The range reaches beyond the newest change, seq 6.",
                "1 transaction has captured changes and not ended yet",
            ] {
                #expect(replay.error.contains(text), "\(text) in \(replay.error)")
            }
            let whole = try await scenario.run("replay", "--from", "3", "--to", "5", "--output", "-")
            #expect(whole.error == "3 changes in the range 3 to 5, seq 3 to 5.\nDone: 3 changes written.\n")
        }
    }
}
