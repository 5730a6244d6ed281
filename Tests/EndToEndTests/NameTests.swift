import PostgresClient
import PostgresTesting
import Testing

/// Names of schemas, tables and columns are names, whatever they look like.
@Suite(.serialized)
struct NameTests {
    static let names = [
        "Order Lines", "UPPER", #"with "quotes""#, "it's", "select", "naïve 漢字", "x'); drop table item; --",
        "$function$", "$function_1$ $function$", "{{table}}", "a\\b", "$1", "%s", "line\nbreak", "dot.dot",
        String(repeating: "é", count: 31),
    ]

    @Test(arguments: names)
    func changesOfOddNamesArrive(name: String) async throws {
        let identifier = "\"" + name.replacing("\"", with: "\"\"") + "\""
        let sql = """
            create table item (id integer primary key);
            create schema \(identifier);
            create table \(identifier).\(identifier) (\(identifier) integer primary key, "b""c'd" text);
            """
        var configuration = Configuration()
        configuration.tables = "\(Self.yaml("\(identifier).\(identifier)")): {}"
        try await Scenario.run(sql: sql, configuration) { scenario in
            try await scenario.execute(
                """
                insert into \(identifier).\(identifier) values (1, 'a');
                update \(identifier).\(identifier) set \(identifier) = 2;
                delete from \(identifier).\(identifier);
                truncate \(identifier).\(identifier);
                """)
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update", "delete", "truncate"])
            #expect(events.allSatisfy { $0["schema"] == .string(name) && $0["table"] == .string(name) })
            #expect(events.first?["after"] == .object([name: 1, "b\"c'd": "a"]))
            #expect(events.first?["key"] == .object([name: 1]))
            #expect(events.dropFirst().first?["old_key"] == .object([name: 1]))
            #expect(events.dropFirst().first?["key"] == .object([name: 2]))
            #expect(try await scenario.value("select count(*) from item") == 0)
            #expect(try await scenario.run("setup").output.hasPrefix("Nothing to do"))
            #expect(try await scenario.run("uninstall", "--yes").status == 0)
        }
    }

    @Test(arguments: names)
    func aSourcesAndASinksNameIsAName(name: String) async throws {
        var configuration = Configuration()
        configuration.more = "source: \(Self.yaml(name))"
        configuration.sinks = "\(Self.yaml(name)): { type: file, path: changes.jsonl, from: earliest }"
        try await Scenario.run(configuration, isInstalled: false) { scenario in
            let setup = try await scenario.run("setup")
            if setup.status != 0 {
                #expect(setup.status == 78 && setup.error.contains("tailrace.yaml:"), "\(setup)")
                return
            }
            try await scenario.execute("insert into item values (1, 'a')")
            let relay = try await scenario.startRelay()
            try await scenario.waitUntilDelivered(to: name)
            try await relay.stop()
            #expect(try scenario.events().first?["id"] == .string("\(name):1"))
            configuration.sinks = "other: { type: file, path: other.jsonl }"
            try scenario.write(configuration)
            let doctor = try JSON(parsing: try await scenario.run("doctor", "--json").output)
            let finding = doctor["findings"]?.array.first { $0["code"]?.text == "sink-unknown" }
            #expect(finding?["repair"]?.text?.hasPrefix("tailrace forget --sink ") == true)
            #expect(try await scenario.run("forget", "--sink", name, "--yes").status == 0)
            #expect(try await scenario.value("select count(*) from tailrace.sink") == 0)
            #expect(try await scenario.value("select count(*) from item") == 1)
        }
    }

    /// A double-quoted YAML scalar.
    private static func yaml(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped.replacing("${", with: "$${"))\""
    }

    @Test func everyTableOfASchemaIsCaptured() async throws {
        let sql = """
            create schema sales; create table sales.a (id integer primary key); create table sales.b (id integer);
            create table sales.p (id integer primary key) partition by range (id);
            create table sales.p1 partition of sales.p for values from (0) to (9);
            create view sales.v as select 1;
            """
        var configuration = Configuration()
        configuration.tables = "sales.*: {}\nsales.b: { key: row }"
        try await Scenario.run(sql: sql, configuration) { scenario in
            try await scenario.execute(
                "insert into sales.a values (1); insert into sales.b values (2); insert into sales.p values (3)")
            try await scenario.relayAll()
            #expect(try scenario.events().map { $0["table"] } == ["a", "b", "p"])
            try await scenario.execute("create table sales.later (id integer primary key)")
            #expect(try await scenario.run("setup").output.contains("+ capture of sales.later"))
        }
    }

    @Test func keysAreWhatTheConfigurationNames() async throws {
        let sql = """
            create table pair (b integer, a text, c integer, primary key (a, b));
            create table bare (x integer, y text);
            create table chosen (x integer, y text);
            """
        var configuration = Configuration()
        configuration.tables = "public.pair: {}\npublic.bare: { key: row }\npublic.chosen: { key: [y, x] }"
        try await Scenario.run(sql: sql, configuration) { scenario in
            try await scenario.execute(
                """
                insert into pair values (1, 'k', 2);
                insert into bare values (1, null);
                insert into chosen values (1, null);
                """)
            try await scenario.relayAll()
            let lines = try scenario.events().map(\.line)
            #expect(lines[0].contains(#""key":{"a":"k","b":1},"#))
            #expect(lines[1].contains(#""key":{"x":1,"y":null},"#))
            #expect(lines[2].contains(#""key":{"y":null,"x":1},"#))
        }
    }
}
