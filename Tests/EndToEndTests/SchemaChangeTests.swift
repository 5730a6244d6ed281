import PostgresClient
import Testing

/// The application changes its schema while the relay runs, in a session that has written before.
struct SchemaChangeTests {
    private static let changes = """
        alter table item add column total numeric default 0;
        update item set total = 1;
        alter table item alter column id type bigint;
        alter table item rename column id to number;
        update item set total = 2;
        alter table item rename to article;
        update article set total = 3;
        create schema shop;
        alter table article set schema shop;
        delete from shop.article;
        """

    @Test func everyChangeKeepsItsMeaningWhileTheRelayRuns() async throws {
        try await Scenario.run { scenario in
            let relay = try await scenario.startRelay()
            let application = try await scenario.connect()
            try await application.execute("insert into item values (1, 'a')")
            for statement in Self.changes.split(separator: "\n") {
                try await application.execute(String(statement))
            }
            try await scenario.waitUntilDelivered()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update", "update", "update", "delete"])
            #expect(events.map { $0["table"]?.text } == ["item", "item", "item", "article", "article"])
            #expect(events.map { $0["schema"]?.text } == ["public", "public", "public", "public", "shop"])
            #expect(events.map { $0["key"] } == [["id": 1], ["id": 1], ["number": 1], ["number": 1], ["number": 1]])

            let lost =
                "there is no table public.item any more; since setup last ran it has become shop.article"
            let refused = try await scenario.run("setup")
            #expect(refused.status == 78)
            #expect(refused.error.contains(lost))
            let doctor = try await scenario.run("doctor")
            #expect(doctor.status == 1)
            #expect(doctor.output.contains(lost))

            try scenario.write(Configuration(tables: "shop.article: {}"))
            let plan = try await scenario.run("setup")
            #expect(plan.output.contains("~ capture of shop.article, key number"))
            #expect(plan.output.contains("it was called public.item"))
            #expect(try await scenario.run("doctor").status == 0)
            try await application.execute("insert into shop.article values (2, 'b', 0); drop table shop.article")
            try await scenario.waitUntilDelivered()
            #expect(try scenario.events().last?["key"] == ["number": 2])
            #expect(try await scenario.run("doctor").output.contains("it was there when setup last ran"))
            await application.close()
            try await relay.stop()
        }
    }

    @Test func schemaChangesAreEventsWhereTheyAreAskedFor() async throws {
        let configuration = Configuration(tables: "public.*: {}\nshop.*: {}", more: "capture_ddl: true")
        try await Scenario.run(
            sql: Scenario.itemTable + "create schema shop; create table shop.other (id integer primary key)",
            configuration
        ) { scenario in
            let relay = try await scenario.startRelay()
            let application = try await scenario.connect()
            try await application.execute("insert into item values (1, 'a')")
            for statement in Self.changes.split(separator: "\n") where !statement.contains("create schema") {
                try await application.execute(String(statement))
            }
            try await application.execute(
                "create table public.late (id integer primary key); insert into late values (7); drop table late")
            try await scenario.waitUntilDelivered()
            let events = try scenario.events()
            try #require(
                events.map(\.op) == [
                    "insert", "schema", "update", "schema", "schema", "update", "schema", "update", "schema", "delete",
                    "schema", "insert", "schema",
                ])
            #expect(events.filter { $0.op == "schema" }.allSatisfy { $0["key"] == .null && $0["before"] == .null })
            #expect(
                events.filter { $0.op == "schema" }.map { $0["after"]?["object"]?.text }
                    == [
                        "public.item", "public.item", "public.item", "public.article", "shop.article", "public.late",
                        "public.late",
                    ])
            #expect(events[6]["after"]?["renamed_from"] == "public.item")
            let again = try await scenario.run("replay", "--from", "1", "--to", "99", "--output", "-")
            #expect(try Event.parse(again.output).map(\.op) == events.map(\.op))
            try await application.execute("create table item (id integer primary key, name text)")
            #expect(try await scenario.run("setup", "--dry-run").output.isEmpty)
            #expect(try await scenario.run("doctor").status == 0)

            try await application.execute("alter event trigger tailrace_ddl disable")
            let doctor = try await scenario.run("doctor")
            #expect(doctor.status == 1)
            #expect(doctor.output.contains("event trigger tailrace_ddl: it is not as the configuration asks for"))
            await application.close()
            try await relay.stop()
            #expect(try await scenario.run("uninstall", "--yes").status == 0)
            #expect(try await scenario.value("select count(*) from pg_event_trigger", as: Int64.self) == 0)
        }
    }
}
