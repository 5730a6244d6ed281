import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// `setup` says what it will do, does that, and nothing the second time.
@Suite(.serialized)
struct SetupTests {
    @Test func thePlanNamesEachThingAndTheSecondRunHasNothingToDo() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            let first = try await scenario.run("setup")
            #expect(first.status == 0)
            #expect(first.output.hasPrefix("Plan for 127.0.0.1:"))
            for step in [
                "  + schema tailrace, version ", "  + source \(scenario.database.name)",
                "  + capture of public.item, key id", "Done: 1 table captured.",
            ] {
                #expect(first.output.contains(step), "\(step) in \(first.output)")
            }
            let capture = try await scenario.installedCapture()
            let second = try await scenario.run("setup")
            #expect(second.status == 0)
            #expect(second.output == "Nothing to do: 1 table captured as configured.\n")
            #expect(try await scenario.installedCapture() == capture)
        }
    }

    @Test func aDryRunChangesNothingAndItsScriptInstallsTheSame() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            let before = try await scenario.objectCounts()
            let dryRun = try await scenario.run("setup", "--dry-run")
            #expect(dryRun.status == 0)
            #expect(try await scenario.objectCounts() == before)

            try await scenario.execute(dryRun.output)
            let byHand = try await scenario.installedCapture()
            #expect(try await scenario.run("setup").output.hasPrefix("Nothing to do"))
            let nothing = try await scenario.run("setup", "--dry-run")
            #expect(nothing.status == 0)
            #expect(nothing.output.isEmpty)
            #expect(nothing.error.contains("Nothing to do"))

            // The functions' names hold the table's number, which stays the same.
            #expect(try await scenario.run("uninstall", "--yes").status == 0)
            #expect(try await scenario.run("setup").status == 0)
            #expect(try await scenario.installedCapture() == byHand)
        }
    }

    @Test func ofTwoSetupsAtOnceOneWaitsForTheOther() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            // Holds both back, so that they surely meet.
            let gate = try await scenario.connect()
            try await gate.execute("begin; lock table item in access exclusive mode")
            let setups = try (1...2).map { _ in try scenario.start("setup", "--lock-timeout", "60") }
            try await wait(until: "one setup waits for the table and one for the other") {
                try await scenario.value(
                    """
                    select count(*) filter (where locktype = 'relation') = 1
                        and count(*) filter (where locktype = 'advisory') = 1
                    from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())
                    """)
            }
            try await gate.execute("commit")
            await gate.close()
            var outputs: [String] = []
            for setup in setups {
                let outcome = try await setup.outcome()
                #expect(outcome.status == 0, "\(outcome)")
                outputs.append(outcome.output)
            }
            #expect(outputs.count { $0.hasSuffix("Done: 1 table captured.\n") } == 1)
            // Which of them does it is open: whoever waits for the table lets the other one pass now and then.
            #expect(outputs.count { $0.hasSuffix("Nothing to do: 1 table captured as configured.\n") } == 1)
        }
    }

    @Test func aChangedConfigurationChangesTheCapture() async throws {
        let sql = Scenario.itemTable + "create table other (id integer primary key, code text);"
        try await Scenario.run(sql: sql) { scenario in
            var configuration = Configuration()
            configuration.tables = "public.item: { key: [name] }\npublic.other: {}"
            try scenario.write(configuration)
            let added = try await scenario.run("setup")
            #expect(added.output.contains("  ~ capture of public.item, key name\n"))
            #expect(added.output.contains("  + capture of public.other, key id\n"))
            try await scenario.execute("insert into item values (1, 'a'); insert into other values (2)")

            configuration.tables = "public.other: {}"
            try scenario.write(configuration)
            let removed = try await scenario.run("setup")
            #expect(removed.output.contains("  - capture of public.item, which the configuration does not name\n"))
            #expect(removed.output.hasSuffix("Done: 1 table captured.\n"))
            try await scenario.execute("insert into item values (3, 'c'); insert into other values (4)")

            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.id) == [1, 2, 4])
            #expect(events.first?["key"] == ["name": "a"])
            #expect(try await scenario.value("select count(*) from pg_proc where proname like 'capture\\_%'") == 4)
        }
    }

    @Test func aSourceKeepsTheNameThatItsEventsHave() async throws {
        try await Scenario.run { scenario in
            var configuration = Configuration()
            configuration.more = "source: shop"
            try scenario.write(configuration)
            let refused = try await scenario.run("setup")
            #expect(refused.status == 1)
            #expect(
                refused.error.contains(
                    "the source was installed as \(scenario.database.name) and the configuration says shop"))
        }
    }

    @Test(arguments: [
        "alter table item disable trigger _tailrace_insert",
        "alter table item enable replica trigger _tailrace_insert",
        "alter table item disable trigger all",
        "drop trigger _tailrace_update on item",
        """
        drop trigger _tailrace_update on item;
        do $$ begin
            execute format(
                'create trigger _tailrace_update after update on item for each row when (new.id > 5) execute function tailrace.%I()',
                'capture_' || 'item'::regclass::oid::bigint || '_update');
        end $$
        """,
        """
        do $$ begin
            execute format(
                'create or replace function tailrace.%I() returns trigger language plpgsql as ''begin return null; end''',
                'capture_' || 'item'::regclass::oid::bigint || '_delete');
        end $$
        """,
        """
        do $$ begin
            execute format(
                'alter function tailrace.%I() security invoker',
                'capture_' || 'item'::regclass::oid::bigint || '_delete');
        end $$
        """,
        "alter trigger _tailrace_insert on item rename to zz",
        """
        create or replace function tailrace.json_or_string (value text) returns json language sql immutable strict
        as 'select null::json'
        """,
        "drop function tailrace.current_key",
    ])
    func whatSomebodyHasAlteredIsRepaired(damage: String) async throws {
        try await Scenario.run { scenario in
            let whole = try await scenario.installedCapture()
            try await scenario.execute(damage)
            #expect(try await scenario.installedCapture() != whole)
            let repair = try await scenario.run("setup")
            #expect(repair.status == 0)
            #expect(repair.output.contains("Done: "), "\(repair)")
            #expect(try await scenario.installedCapture() == whole)
            #expect(try await scenario.run("setup").output.hasPrefix("Nothing to do"))
        }
    }

    @Test func aLockedTableIsNamedAndNothingIsChanged() async throws {
        try await Scenario.run(isInstalled: false) { scenario in
            let before = try await scenario.objectCounts()
            let holder = try await scenario.connect()
            try await holder.execute("begin; lock table item in access exclusive mode")
            let refused = try await scenario.run("setup", "--lock-timeout", "0.05")
            #expect(refused.status == 1)
            #expect(refused.error.contains("public.item was locked by somebody else"), "\(refused.error)")
            #expect(refused.error.contains("nothing has been changed"))
            #expect(refused.error.contains("--lock-timeout"))
            await holder.close()
            #expect(try await scenario.objectCounts() == before)
            try await scenario.setUp()

            let second = try await scenario.connect()
            try await second.execute("begin; lock table item in access exclusive mode")
            let uninstall = try await scenario.run("uninstall", "--yes", "--lock-timeout", "0.05")
            #expect(uninstall.status == 1)
            #expect(uninstall.error.contains("nothing has been changed"))
            await second.close()
            #expect(try await scenario.run("setup").output.hasPrefix("Nothing to do"))
        }
    }

    @Test func uninstallLeavesNothingBehind() async throws {
        let sql =
            Scenario.itemTable + """
                create table part (id integer primary key) partition by range (id);
                create table part_1 partition of part for values from (0) to (10);
                """
        var configuration = Configuration()
        configuration.tables = "public.item: {}\npublic.part: {}"
        try await Scenario.run(sql: sql, configuration, isInstalled: false) { scenario in
            let before = try await scenario.objectCounts()
            try await scenario.setUp()
            try await scenario.execute("insert into item values (1, 'a'); insert into part values (1)")
            try await scenario.relayAll()
            #expect(try await scenario.objectCounts() != before)

            let refused = try await scenario.run("uninstall")
            #expect(refused.status == 64)
            #expect(refused.error.contains("--yes"))
            #expect(try await scenario.value("select count(*) from tailrace.outbox") == 2)

            let removed = try await scenario.run("uninstall", "--yes")
            #expect(removed.status == 0)
            for part in [
                "2 tables: public.item, public.part", "the outbox with 2 changes", "the sinks' positions: changes",
            ] {
                #expect(removed.error.contains(part), "\(removed.error)")
            }
            #expect(!removed.error.contains("NOTICE"))
            #expect(removed.output == "Done: nothing of Tailrace is left in the database.\n")
            #expect(try await scenario.objectCounts() == before)
            try await scenario.execute("insert into item values (2, 'b')")

            let again = try await scenario.run("uninstall", "--yes")
            #expect(again.status == 0)
            #expect(again.output.hasPrefix("Nothing to do: Tailrace is not installed in "))
        }
    }

    @Test(arguments: [("y", Int32(0), "nothing of Tailrace is left"), ("n", 1, "nothing has been removed")])
    func onATerminalUninstallAsks(answer: String, status: Int32, says: String) async throws {
        try await Scenario.run { scenario in
            let command = "\(Tailrace.executable.path) uninstall --config \(scenario.configurationFile.path)"
            let terminal = try TestProcess(
                URL(fileURLWithPath: "/bin/sh"),
                ["-c", "echo \(answer) | script --quiet --return --command '\(command)' /dev/null"],
                environment: scenario.environment, directory: scenario.folder)
            let outcome = try await terminal.outcome()
            #expect(outcome.status == status)
            #expect(outcome.output.contains("Remove it? [y/N]"))
            #expect(outcome.output.contains(says))
        }
    }
}
