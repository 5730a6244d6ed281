import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// Whatever is wrong is refused with its exit code and a message that names the thing, the place and the way out.
@Suite(.serialized)
struct BadInputTests {
    // MARK: The configuration

    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// What the message must hold; `FILE` stands for the configuration file's path.
        let says: [String]

        init(_ description: String, _ text: String, says: String...) {
            testDescription = description
            self.text = text
            self.says = says
        }
    }

    static let badFiles = [
        BadFile(
            "unknown key", "tabels: {}\n",
            says: "FILE:1:1: tabels: unknown key; did you mean `tables`? Allowed: database, source, tables"),
        BadFile(
            "unknown key inside", "sinks:\n  a: { type: file, path: a, rotatesize: 1MB }\n",
            says: "FILE:2:29: sinks.a.rotatesize: unknown key; did you mean `rotate_size`?"),
        BadFile("wrong type", "tables: [a]\n", says: "FILE:1:9: tables: found a list; wanted: mapping"),
        BadFile(
            "impossible value", "relay:\n  lease: 10\n",
            says:
                "FILE:2:10: relay.lease: found `10`; wanted: duration (a whole number with ms, s, m, h or d; 500ms to 1h)"
        ),
        BadFile(
            "two problems", "sinks:\n  a: { type: file }\nrelay: { poll: fast }\n",
            says: "FILE:2:6: sinks.a.path: missing", "FILE:3:16: relay.poll: found `fast`"),
        BadFile(
            "unknown sink type", "sinks: { a: { type: fil } }\n",
            says: "found `fil`; did you mean `file`? Allowed: file, stdout"),
        BadFile("syntax error", "tables: {a\n b: [\n", says: "FILE:2:3: this is not YAML: "),
        BadFile("given twice", "tables: {}\ntables: {}\n", says: "`tables`: given more than once"),
        BadFile("empty", "", says: "FILE: the file holds no configuration"),
        BadFile(
            "undefined variable", "database: ${TAILRACE_NOT_SET}\n",
            says:
                "FILE:1:11: database: the environment variable `TAILRACE_NOT_SET` is not set; `${TAILRACE_NOT_SET:-default}` gives a default"
        ),
        BadFile("missing secret file", "database: file:nowhere\n", says: "the secret file", "nowhere` cannot be read"),
        BadFile("not a connection string", "database: nonsense\n", says: "the key database is not a connection string"),
    ]

    @Test(arguments: badFiles, ["setup", "run", "status", "uninstall"])
    func aBadConfigurationIsRefused(file: BadFile, command: String) async throws {
        try await withFile(file.text) { path in
            let outcome = try await Tailrace.run([command, "--config", path])
            #expect(outcome.status == 78)
            #expect(outcome.output.isEmpty)
            for text in file.says {
                let wanted = text.replacing("FILE", with: path)
                #expect(outcome.error.contains(wanted), "\(wanted) in \(outcome.error)")
            }
        }
    }

    @Test func aMissingFileIsNamed() async throws {
        let outcome = try await Tailrace.run(["setup", "--config", "/nowhere/tailrace.yaml"])
        #expect(outcome.status == 78)
        #expect(
            outcome.error == "tailrace: /nowhere/tailrace.yaml: the file cannot be read: No such file or directory\n")
    }

    private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tailrace-\(UUID().uuidString).yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        try await body(file.path)
    }

    // MARK: The command line

    static let wrongUsages: [(String, says: String)] = [
        ("setup", "no configuration is given; add --config tailrace.yaml"),
        ("run", "no configuration is given; add --config tailrace.yaml"),
        ("frobnicate", "Unexpected argument 'frobnicate'"),
        ("setup --nope", "Unknown option '--nope'"),
        ("setup --lock-timeout 0", "--lock-timeout takes 0.001 to 3600 seconds"),
        ("setup --lock-timeout soon", "The value 'soon' is invalid for '--lock-timeout <seconds>'"),
        ("status extra", "Unexpected argument 'extra'"),
        ("run --log-level loud", "The value 'loud' is invalid for '--log-level"),
        ("replay --from 5 --to 3 --sink a", "--from 5 is greater than --to 3; the range would be empty"),
        ("replay --from 1 --to 3", "--sink is missing"),
        ("replay --to 3 --sink a", "Missing expected argument '--from <seq>'"),
        ("replay --from one --to 3 --sink a", "The value 'one' is invalid for '--from <seq>'"),
        ("replay --from 1 --to 3 --sink a --rate 0", "--rate takes a number above 0"),
        ("replay --from 1 --to 3 --sink a --table item", "--table takes one table as schema.table, not 'item'"),
        ("replay --from 1 --to 3 --sink a --key 7", "--key takes a JSON object such as '{\"id\":7}', not '7'"),
    ]

    @Test(arguments: wrongUsages)
    func wrongUsageIsRefused(command: String, says: String) async throws {
        let outcome = try await Tailrace.run(command.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains(says), "\(outcome.error)")
    }

    // MARK: The tables

    static let badTables: [(String, says: String)] = [
        (
            "public.itme: {}",
            "FILE:3:3: tables.\"public.itme\": there is no table public.itme; did you mean public.item?"
        ),
        ("sales.item: {}", "there is no table sales.item; did you mean public.item?"),
        ("public.nothing_like_it: {}", "there is no table public.nothing_like_it in this database"),
        ("item: {}", "write schema.table or schema.*"),
        ("nowhere.*: {}", "there is no table in a schema named nowhere"),
        (
            "public.bare: {}",
            "public.bare has no primary key; add one, or write what tells its rows apart as `public.bare: { key: [column, …] }`"
        ),
        ("public.item: { key: [nmae] }", "public.item has no column nmae for its key; its columns are id, name"),
        ("public.item: { key: [] }", "the key of public.item names no column"),
        ("public.item_view: {}", "public.item_view is a view; only tables can be captured"),
        ("public.item_copy: {}", "public.item_copy is a materialized view"),
        ("public.part_1: {}", "public.part_1 is a partition; name its parent"),
        ("public.item: {}\n'\"public\".\"item\"': {}", "the table public.item is named twice"),
    ]

    @Test(arguments: badTables)
    func aTableThatCannotBeCapturedIsRefused(tables: String, says: String) async throws {
        let sql =
            Scenario.itemTable + """
                create table bare (a integer);
                create view item_view as select * from item;
                create materialized view item_copy as select * from item;
                create table part (id integer primary key) partition by range (id);
                create table part_1 partition of part for values from (0) to (10);
                """
        var configuration = Configuration()
        configuration.tables = tables
        try await Scenario.run(sql: sql, configuration, isInstalled: false) { scenario in
            let before = try await scenario.objectCounts()
            let outcome = try await scenario.run("setup")
            #expect(outcome.status == 78)
            let wanted = says.replacing("FILE", with: scenario.configurationFile.path)
            #expect(outcome.error.contains(wanted), "\(wanted) in \(outcome.error)")
            #expect(try await scenario.objectCounts() == before)
        }
    }

    // MARK: The database

    @Test(arguments: [["setup"], ["run"], ["status"], ["uninstall", "--yes"]])
    func aServerThatCannotBeReachedIsNamed(arguments: [String]) async throws {
        let port = try freeLoopbackPort()
        try await withFile("database: postgresql://u@127.0.0.1:\(port)/shop\nsinks: { a: { type: stdout } }\n") {
            path in
            let outcome = try await Tailrace.run(arguments + ["--config", path])
            #expect(outcome.status == 69)
            #expect(outcome.error.contains("the database 127.0.0.1:\(port)/shop as u cannot be reached: "))
            #expect(outcome.error.contains("Is the server running on that host"))
        }
    }

    @Test func anUnknownDatabaseIsNamed() async throws {
        let cluster = try await PostgresCluster.shared()
        let outcome = try await Tailrace.run(["status", "--database", cluster.conninfo(database: "nowhere")])
        #expect(outcome.status == 69)
        #expect(outcome.error.contains("database \"nowhere\" does not exist"))
        #expect(outcome.error.contains("check the database's name"))
    }

    @Test(arguments: [
        ["setup"], ["run"], ["run", "--log-level", "trace"], ["status"], ["status", "--json"], ["uninstall", "--yes"],
    ])
    func secretsAreNeverShown(arguments: [String]) async throws {
        let cluster = try await SecuredCluster.shared()
        try await Scenario.run(on: cluster) { scenario in
            let wrong = cluster.conninfo(database: scenario.database.name, password: "wr0ng-secret")
            let refused = try await scenario.run(arguments, environment: ["DATABASE_URL": wrong])
            #expect(refused.status == 69)
            #expect(refused.error.contains("refuses the connection"))
            #expect(refused.error.contains("check the user name and the password"))
            #expect(!(refused.error + refused.output).contains("wr0ng-secret"))

            let allowed: Tailrace.Outcome
            if arguments.first == "run" {
                let relay = try scenario.start(arguments)
                try await relay.waitFor("delivering")
                try await scenario.insertItems(1...3)
                try await scenario.waitUntilDelivered()
                allowed = try await relay.stop()
            } else {
                allowed = try await scenario.run(arguments)
            }
            #expect(allowed.status == 0)
            #expect(!(allowed.error + allowed.output).contains(SecuredCluster.password))
            for file in try FileManager.default.contentsOfDirectory(atPath: scenario.folder.path) {
                let content = try String(contentsOf: scenario.folder.appendingPathComponent(file), encoding: .utf8)
                #expect(!content.contains(SecuredCluster.password))
            }
        }
    }

    @Test func whatIsNotInstalledIsSaid() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            for command in [["run"], ["status"], ["replay", "--sink", "changes", "--from", "0", "--to", "1"]] {
                let outcome = try await scenario.run(command)
                #expect(outcome.status == 1)
                #expect(
                    outcome.error
                        == "tailrace: Tailrace is not installed in this database; run `tailrace setup` first\n")
            }
        }
    }

    @Test func aDatabaseThatWasBroughtIntoAnotherClusterIsRefused() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("update tailrace.source set history = regexp_replace(history, '^[0-9]+', '1')")
            let outcome = try await scenario.run("run")
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("this database was brought into another cluster"))
            #expect(outcome.error.contains("`tailrace re-anchor` goes on from the stored positions"))
        }
    }

    @Test func missingRightsAreNamedWithTheWayOut() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            let name = scenario.database.name
            let role = "limited_\(name)"
            try await scenario.execute("create role \(role) login")
            let url = scenario.database.cluster.conninfo(database: name, user: role)
            let noSchema = try await scenario.run("setup", environment: ["DATABASE_URL": url])
            #expect(noSchema.status == 1)
            #expect(noSchema.error.contains("role \(role) may not create the schema tailrace in database \(name)"))
            #expect(noSchema.error.contains("\"grant create on database \(name) to \(role)\""))

            try await scenario.execute("grant create on database \(name) to \(role)")
            let noTrigger = try await scenario.run("setup", environment: ["DATABASE_URL": url])
            #expect(noTrigger.status == 1)
            #expect(noTrigger.error.contains("role \(role) may not create triggers on public.item"))
            #expect(noTrigger.error.contains("\"grant trigger on public.item to \(role)\""))

            try await scenario.execute("grant trigger on item to \(role)")
            let allowed = try await scenario.run("setup", environment: ["DATABASE_URL": url])
            #expect(allowed.status == 0, "\(allowed)")
            let stranger = "stranger_\(name)"
            try await scenario.execute("create role \(stranger) login")
            let strange = try await scenario.run(
                "status",
                environment: ["DATABASE_URL": scenario.database.cluster.conninfo(database: name, user: stranger)])
            #expect(strange.status == 1)
            #expect(strange.error.contains("connect as the role that ran `tailrace setup`"))
            // An ordinary role does the whole job.
            try await scenario.execute("insert into item values (1, 'a')")
            let relay = try await scenario.startRelay(environment: ["DATABASE_URL": url])
            try await scenario.waitUntilDelivered()
            try await relay.stop()
            #expect(try scenario.events().map(\.id) == [1])
            let removed = try await scenario.run("uninstall", "--yes", environment: ["DATABASE_URL": url])
            #expect(removed.status == 0, "\(removed)")
        }
    }

    @Test func anUnknownSinkIsNamedBesideThoseThereAre() async throws {
        try await Scenario.run { scenario in
            let outcome = try await scenario.run("replay", "--sink", "chnages", "--from", "0", "--to", "1")
            #expect(outcome.status == 78)
            #expect(outcome.error.contains("there is no sink chnages in "))
            #expect(outcome.error.contains("it has changes"))
        }
    }

    @Test func aRelayWithoutSinksIsRefused() async throws {
        var configuration = Configuration()
        configuration.sinks = "{}"
        try await Scenario.run(configuration) { scenario in
            let outcome = try await scenario.run("run")
            #expect(outcome.status == 78)
            #expect(outcome.error.contains("the configuration names no sink; add one under sinks"))
        }
    }
}

/// A server that wants a password.
private enum SecuredCluster {
    static let password = "s3cret-pass"

    private static let cluster = Task {
        var options = PostgresCluster.Options()
        options.password = password
        return try await PostgresCluster.start(options)
    }

    static func shared() async throws -> PostgresCluster {
        try await cluster.value
    }
}
