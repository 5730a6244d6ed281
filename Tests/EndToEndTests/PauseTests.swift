import PostgresTesting
import Testing

/// The operator's levers: what is paused is given nothing and loses nothing.
@Suite(.serialized)
struct PauseTests {
    private func isPaused(_ scenario: Scenario) async throws -> Bool {
        try await scenario.status(of: "changes")["state"] == "paused"
    }

    @Test func aPausedSinkGetsNothingAndGoesOnWhereItWas() async throws {
        var configuration = Configuration()
        configuration.sinks += "\nother: { type: file, path: other.jsonl, from: earliest }"
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay(sinks: 2)
            try await scenario.insertItems(1...3)
            try await scenario.waitUntilDelivered()
            let paused = try await scenario.run("pause", "--sink", "changes", "--reason", "the disk is being moved")
            #expect(paused.status == 0)
            #expect(paused.output == "Paused: changes. `tailrace resume` lets it go on.\n")
            try await relay.waitFor("paused")
            let position = try await scenario.status(of: "changes")["position"]
            try await scenario.insertItems(4...6)
            try await scenario.waitUntilDelivered(to: "other")
            #expect(try scenario.events("other").map(\.id) == Array(1...6))
            #expect(try scenario.events().map(\.id) == [1, 2, 3])
            let status = try await scenario.status(of: "changes")
            #expect(status["state"] == "paused")
            #expect(status["position"] == position)
            #expect(status["pending"] == 3)
            let page = try await scenario.run("status").output
            #expect(page.contains("  paused     by "), "\(page)")
            #expect(page.contains(" ago: the disk is being moved"))

            // Another relay keeps to it as well.
            try await relay.stop()
            let next = try await scenario.startRelay(sinks: 2)
            try await scenario.insertItems(7...7)
            try await scenario.waitUntilDelivered(to: "other")
            #expect(try scenario.events().map(\.id) == [1, 2, 3])
            let resumed = try await scenario.run("resume", "--sink", "changes")
            #expect(resumed.output == "Resumed: changes.\n")
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().map(\.id) == Array(1...7))
            #expect(
                try await scenario.run("resume", "--sink", "changes").output
                    == "Nothing to do: changes is not paused.\n")
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func aPausedTableIsKeptAsideInOrder() async throws {
        var configuration = Configuration()
        configuration.tables = "public.item: {}\npublic.other: {}"
        let sql = Scenario.itemTable + "create table other (id integer primary key, name text);"
        try await Scenario.run(sql: sql, configuration) { scenario in
            let relay = try await scenario.startRelay()
            try await scenario.insertItems(1...3)
            try await scenario.waitUntilDelivered()
            #expect(
                try await scenario.run("pause", "--sink", "changes", "--table", "public.item").output
                    == "Paused: public.item of changes. `tailrace resume` lets it go on.\n")
            try await relay.waitFor("public.item is paused")
            try await wait(until: "the pause has taken effect") {
                try await scenario.execute(
                    "update item set name = name || 'x' where id = 1; insert into other select count(*) + 1 from other")
                try await scenario.waitUntilDelivered()
                return try await scenario.status(of: "changes")["held"]?.number ?? 0 > 2
            }
            try await scenario.execute("delete from item where id = 2; truncate item; insert into item values (9, 'y')")
            try await scenario.waitUntilDelivered()
            let before = try scenario.events()
            #expect(!before.map(\.op).contains("delete"))
            #expect(try await scenario.run("status").output.contains("  paused     public.item by "))
            let list = try await scenario.run("dead-letters", "list").output
            #expect(list.contains("  paused  truncate  public.item  "), "\(list)")

            #expect(try await scenario.run("resume", "--sink", "changes", "--table", "public.item").status == 0)
            try await wait(until: "nothing is kept aside") { try await scenario.status(of: "changes")["held"] == 0 }
            try await scenario.execute("insert into item values (10, 'z')")
            try await scenario.waitUntilDelivered()
            let events = try scenario.events()
            #expect(
                events.filter { $0["table"] == "item" }.suffix(4).map(\.op) == [
                    "delete", "truncate", "insert", "insert",
                ])
            try await scenario.expectEverythingOnce(in: events)
            try await relay.stop()
        }
    }

    @Test func whatCannotBePausedIsSaid() async throws {
        try await Scenario.run { scenario in
            let early = try await scenario.run("pause", "--sink", "changes")
            #expect(early.status == 1)
            #expect(early.error.contains("the database knows no sink changes"))
            #expect(try await scenario.run("pause", "--sink", "wrong").status == 78)
            #expect(try await scenario.run("pause", "--sink", "changes", "--table", "item").status == 64)
            #expect(try await scenario.run("resume", "--sink", "changes").status == 1)
        }
    }
}
