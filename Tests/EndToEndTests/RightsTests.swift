import Capture
import Foundation
import PostgresClient
import PostgresTesting
import TailraceSQL
import Testing

/// Each verb does its work with the rights that Documentation/rights.md grants, and no others.
@Suite(.serialized)
struct RightsTests {
    /// Makes an installer that owns the table and a relay's role, and runs setup as the installer.
    private func withRoles(
        _ relay: String = "relay", sql: String = Scenario.itemTable, isInstalled: Bool = true,
        _ body: (Scenario, Roles) async throws -> Void
    ) async throws {
        try await Scenario.run(sql: "select 1", isInstalled: false) { scenario in
            let database = scenario.database.name
            let roles = Roles(
                scenario: scenario, installer: "installer_\(database)", relay: "\(relay)_\(database)".cutToName,
                application: "application_\(database)")
            try await scenario.execute(
                """
                create role \(roles.installer) login;
                create role \(roles.relay.quoted) login;
                create role \(roles.application) login;
                grant create on database \(database) to \(roles.installer);
                grant create on schema public to \(roles.installer);
                set role \(roles.installer);
                \(sql)
                grant select, insert, update, delete on all tables in schema public to \(roles.application);
                """)
            if isInstalled {
                let setup = try await roles.run(as: roles.installer, "setup", "--relay-role", roles.relay)
                guard setup.status == 0 else { throw Complaint("\(setup)") }
            }
            try await body(scenario, roles)
            try await scenario.execute("drop schema if exists tailrace cascade")
            for role in [roles.installer, roles.relay.quoted, roles.application] {
                try await scenario.execute("drop owned by \(role) cascade; drop role \(role)")
            }
        }
    }

    private struct Roles {
        let scenario: Scenario
        let installer: String
        let relay: String
        let application: String

        func environment(_ role: String) -> [String: String] {
            ["DATABASE_URL": scenario.database.cluster.conninfo(database: scenario.database.name, user: role)]
        }

        func run(as role: String, _ arguments: String...) async throws -> Tailrace.Outcome {
            try await scenario.run(arguments, environment: environment(role))
        }
    }

    /// A partition is given its parent's triggers with the rights of who makes it.
    @Test func theOwnerOfAPartitionedTableGoesOnMakingPartitions() async throws {
        try await withRoles(isInstalled: false) { scenario, roles in
            try await scenario.execute(
                """
                grant create on schema public to \(roles.application);
                set role \(roles.application);
                create table part (id integer, place integer, primary key (id, place)) partition by list (place);
                create table part_1 partition of part for values in (1);
                grant trigger on part, part_1 to \(roles.installer);
                reset role;
                """)
            var configuration = Configuration()
            configuration.tables = "public.part: {}"
            try scenario.write(configuration)
            let setup = try await roles.run(as: roles.installer, "setup")
            #expect(setup.status == 0, "\(setup)")
            #expect(try await roles.run(as: roles.installer, "doctor").status == 0)
            #expect(try await roles.run(as: roles.installer, "setup").output.contains("Nothing to do"))
            let application = try await scenario.connect(user: roles.application)
            try await application.execute(
                """
                create table part_2 partition of part for values in (2);
                create table part_3 (like part including all);
                alter table part attach partition part_3 for values in (3);
                insert into part values (1, 1), (2, 2), (3, 3);
                """)
            await application.close()
            let count: Int = try await scenario.value("select count(*) from tailrace.change where op = 'i'")
            #expect(count == 3)
            // Another owner is given the right, and the former one loses it.
            try await scenario.execute("alter table part owner to \(roles.relay.quoted)")
            let doctor = try await roles.run(as: roles.installer, "doctor")
            #expect(doctor.status == 1 && doctor.output.contains("so cannot make or attach partitions"), "\(doctor)")
            try await scenario.execute("grant trigger on part, part_1, part_2, part_3 to \(roles.installer)")
            let repair = try await roles.run(as: roles.installer, "setup")
            #expect(repair.status == 0, "\(repair)")
            #expect(try await roles.run(as: roles.installer, "doctor").status == 0)
        }
    }

    @Test func everyVerbWorksWithItsRightsAlone() async throws {
        try await withRoles { scenario, roles in
            let application = try await scenario.connect(user: roles.application)
            try await application.execute("insert into item values (1, 'a'), (2, 'b'); update item set name = 'c'")
            let relay = try await scenario.startRelay(environment: roles.environment(roles.relay))
            try await scenario.waitUntilDelivered()
            let replay = try await roles.run(
                as: roles.relay, "replay", "--sink", "changes", "--from", "1", "--to", "2")
            #expect(replay.status == 0, "\(replay)")
            let status = try await roles.run(as: roles.relay, "status")
            #expect(status.status == 0 && status.output.contains("nothing pending"), "\(status)")
            let export = try await roles.run(
                as: roles.relay, "replay", "--from", "1", "--to", "2", "--output", "export.jsonl")
            #expect(export.status == 0, "\(export)")
            try await relay.stop()
            await application.close()
            #expect(try scenario.events().count == 6)

            for role in [roles.installer, roles.relay] {
                let doctor = try await roles.run(as: role, "doctor")
                #expect(doctor.status == 0, "\(doctor)")
                #expect(doctor.output.contains("✓ 1 table: the capture is whole."))
            }
            let again = try await roles.run(as: roles.installer, "setup")
            #expect(again.output.hasPrefix("Nothing to do"), "\(again)")
            let refused = try await roles.run(as: roles.relay, "setup")
            #expect(refused.status == 1)
            #expect(refused.error.contains("the schema tailrace belongs to role \(roles.installer)"))
            let removed = try await roles.run(as: roles.installer, "uninstall", "--yes")
            #expect(removed.status == 0, "\(removed)")
            // Nothing is left behind that keeps the role from going.
            try await scenario.execute("drop role \(roles.relay); create role \(roles.relay) login")
        }
    }

    @Test func everyLeverWorksWithTheRightsOfARelayAlone() async throws {
        try await withRoles { scenario, roles in
            try scenario.write(DeadLetterTests.configuration("hold_key"))
            let relay = try await scenario.startRelay(environment: roles.environment(roles.relay))
            let name = DeadLetterTests.poison
            try await scenario.execute("insert into item values (1, '\(name)'), (2, '\(name)'), (3, 'n')")
            try await wait(until: "two changes are refused") {
                try await scenario.status(of: "changes")["dead_letters"] == 2
            }
            for command in [
                ["dead-letters", "list"], ["dead-letters", "show", "1"], ["dead-letters", "discard", "1", "--yes"],
                ["dead-letters", "retry", "--all", "--yes"], ["pause", "--sink", "changes"],
                ["pause", "--sink", "changes", "--table", "public.item"], ["resume", "--sink", "changes"],
                ["resume", "--sink", "changes", "--table", "public.item"],
                ["seek", "--sink", "changes", "--to", "now", "--yes"], ["re-anchor", "--dry-run"],
            ] {
                let outcome = try await scenario.run(command, environment: roles.environment(roles.relay))
                #expect(outcome.status == 0, "\(command): \(outcome)")
            }
            #expect(try await relay.stop().status == 0)
            let forget = ["forget", "--sink", "changes", "--yes"]
            #expect(try await scenario.run(forget, environment: roles.environment(roles.relay)).status == 1)
            // A relay that ends before it has noticed the seek leaves a lease behind.
            try await wait(until: "the sink is forgotten") {
                try await scenario.run(forget, environment: roles.environment(roles.installer)).status == 0
            }

            // The source has moved to another database of the cluster, say its files.
            try await scenario.execute(
                "update tailrace.source set history = regexp_replace(history, '/[0-9]+/', '/1/')")
            let refused = try await roles.run(as: roles.relay, "re-anchor", "--yes")
            #expect(refused.status == 1)
            #expect(refused.error.contains("such as the one that ran `tailrace setup`"), "\(refused)")
            let anchored = try await roles.run(as: roles.installer, "re-anchor", "--yes")
            #expect(anchored.status == 0, "\(anchored)")
        }
    }

    @Test func theDocumentationHasTheVeryGrants() async throws {
        try await withRoles(isInstalled: false) { scenario, roles in
            let script = try await roles.run(as: roles.installer, "setup", "--relay-role", roles.relay, "--dry-run")
            let grants = script.output.split(separator: "\n").filter { $0.hasPrefix("grant ") }
                .map { $0.replacing("\"\(roles.relay)\"", with: "relay") }
            let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../Documentation/rights.md")
            let text = try String(contentsOf: page, encoding: .utf8)
            #expect(text.contains("```sql\n\(grants.joined(separator: "\n"))\n```"), "\(grants)")
        }
    }

    @Test func aConditionOnATableThatARelayMayNotReadIsPassedOver() async throws {
        try await withRoles { scenario, roles in
            var configuration = Configuration()
            configuration.tables = "public.item: { when: new.id > 0 }"
            try scenario.write(configuration)
            #expect(try await roles.run(as: roles.installer, "setup").status == 0)
            let doctor = try await roles.run(as: roles.relay, "doctor")
            #expect(doctor.status == 0, "\(doctor)")
            configuration.tables = "public.item: { when: new.nonsense }"
            try scenario.write(configuration)
            let wrong = try await roles.run(as: roles.installer, "setup")
            #expect(wrong.status == 78 && wrong.error.contains("tailrace.yaml:3:"), "\(wrong)")
        }
    }

    @Test func aRelaysRoleCannotTamperWithTheCapture() async throws {
        try await withRoles { scenario, roles in
            let relay = try await scenario.connect(user: roles.relay)
            for refused in [
                "insert into tailrace.outbox (head) values ('i')",
                "insert into tailrace.outbox_segment_1 (head) values ('i')",
                "update tailrace.outbox set after = null", "delete from tailrace.outbox", "truncate tailrace.outbox",
                "select mask_salt from tailrace.source", "select * from tailrace.source",
                "update tailrace.source set removed_through = 9", "select nextval('tailrace.outbox_seq')",
                "select setval('tailrace.current_segment', 9)", "delete from tailrace.sink",
                "create table tailrace.mine ()", "drop table tailrace.delivery", "select * from item",
                "alter table item disable trigger all", "insert into tailrace.relay_role values ('x')",
                "update tailrace.seen_table set key = '[]'",
            ] {
                let error = await #expect(throws: PostgresError.self, "\(refused)") { try await relay.execute(refused) }
                #expect(error?.sqlState == .insufficientPrivilege, "\(refused): \(String(describing: error))")
            }
            await relay.close()
        }
    }

    @Test func everyRightThatIsMissingIsFoundAndGivenBack() async throws {
        try await withRoles { scenario, roles in
            let granted = try await scenario.installedRights()
            let cases: [(revoke: String, verb: String, says: String)] = [
                ("usage on schema tailrace", "status", "--relay-role"),
                ("select on tailrace.migration", "run", "--relay-role"),
                ("select (name) on tailrace.source", "run", "--relay-role"),
                ("select on tailrace.outbox", "status", "--relay-role"),
                ("select on tailrace.sink", "status", "--relay-role"),
                ("select on sequence tailrace.outbox_seq", "status", "--relay-role"),
            ]
            for (right, verb, says) in cases {
                try await scenario.execute("revoke \(right) from \(roles.relay)")
                let outcome = try await roles.run(as: roles.relay, verb)
                #expect(outcome.status == 1, "\(right): \(outcome)")
                #expect(outcome.error.contains(says), "\(right): \(outcome.error)")
                let doctor = try await roles.run(as: roles.installer, "doctor", "--json")
                #expect(doctor.output.contains("\"relay-right\""), "\(right)")
                let plan = try await roles.run(as: roles.installer, "setup", "--dry-run")
                #expect(plan.output.contains("\ngrant "), "\(plan)")
                #expect(try await roles.run(as: roles.installer, "setup").status == 0)
                #expect(try await scenario.installedRights() == granted)
            }
            // More than it needs is taken away.
            try await scenario.execute(
                "grant insert, delete on tailrace.outbox to \(roles.relay); grant select on tailrace.source to \(roles.relay)"
            )
            let plan = try await roles.run(as: roles.installer, "setup")
            #expect(plan.output.contains("      it has the right to delete, insert on table outbox\n"), "\(plan)")
            #expect(try await scenario.installedRights() == granted)
        }
    }

    @Test func aRelayWithoutTheRightToWriteSaysSo() async throws {
        try await withRoles { scenario, roles in
            try await scenario.execute("revoke update on tailrace.sink from \(roles.relay)")
            let relay = try scenario.start(["run"], environment: roles.environment(roles.relay))
            try await relay.waitFor { $0.standardError.contains("--relay-role") }
            try await scenario.execute("grant update on tailrace.sink to \(roles.relay)")
            try await relay.waitFor { $0.standardError.contains("delivering") }
            try await relay.stop()
        }
    }

    @Test func theRolesAreRememberedReplacedAndForgotten() async throws {
        try await withRoles { scenario, roles in
            let other = roles.application
            let replaced = try await roles.run(as: roles.installer, "setup", "--relay-role", other)
            #expect(replaced.output.contains("  - relay role \(roles.relay), which is not wanted any more\n"))
            #expect(replaced.output.contains("  + relay role \(other)\n"))
            #expect(try await roles.run(as: roles.relay, "status").status == 1)
            #expect(try await roles.run(as: other, "status").status == 0)
            let both = try await roles.run(
                as: roles.installer, "setup", "--relay-role", other, "--relay-role", roles.relay)
            #expect(both.output.contains("+ relay role \(roles.relay)\n"))
            #expect(try await roles.run(as: roles.installer, "setup").output.hasPrefix("Nothing to do"))

            try await scenario.execute("drop owned by \(roles.relay); drop role \(roles.relay)")
            let gone = try await roles.run(as: roles.installer, "setup")
            #expect(gone.output.contains("- relay role \(roles.relay), which does not exist any more\n"), "\(gone)")
            let missing = try await roles.run(as: roles.installer, "setup", "--relay-role", roles.relay)
            #expect(missing.status == 1)
            #expect(missing.error.contains("there is no role \(roles.relay) to give the relay's rights to"))
            #expect(missing.error.contains("\"create role \(roles.relay) login\""))
            let none = try await roles.run(as: roles.installer, "setup", "--no-relay-role")
            #expect(none.output.contains("- relay role \(other), which is not wanted any more\n"))
            #expect(try await scenario.installedRights().isEmpty)
            try await scenario.execute("create role \(roles.relay)")
        }
    }

    @Test func theInstallerNeedsItsRights() async throws {
        try await withRoles(isInstalled: false) { scenario, roles in
            let database = scenario.database.name
            try await scenario.execute("revoke create on database \(database) from \(roles.installer)")
            let refused = try await roles.run(as: roles.installer, "setup")
            #expect(refused.status == 1)
            #expect(refused.error.contains("\"grant create on database \(database) to \(roles.installer)\""))
            // An administrator may make the schema for it instead.
            try await scenario.execute("create schema tailrace authorization \(roles.installer)")
            let allowed = try await roles.run(as: roles.installer, "setup", "--relay-role", roles.installer)
            #expect(allowed.status == 0, "\(allowed)")
            #expect(try await roles.run(as: roles.installer, "setup").output.hasPrefix("Nothing to do"))
        }
    }

    @Test(arguments: NameTests.names)
    func aRolesNameIsAName(name: String) async throws {
        try await withRoles(name) { scenario, roles in
            #expect(try await roles.run(as: roles.installer, "setup").output.hasPrefix("Nothing to do"))
            #expect(try await roles.run(as: roles.relay, "status").status == 0)
            try await scenario.execute(
                "revoke select on tailrace.outbox from \(roles.relay.quoted); grant insert on tailrace.outbox to \(roles.relay.quoted)"
            )
            let script = try await roles.run(as: roles.installer, "setup", "--dry-run")
            let installer = try await scenario.connect(user: roles.installer)
            try await installer.execute(script.output)
            await installer.close()
            let doctor = try await roles.run(as: roles.installer, "doctor")
            #expect(doctor.status == 0 && doctor.output.contains("✓"), "\(doctor)")
            #expect(try await roles.run(as: roles.installer, "setup", "--no-relay-role").status == 0)
            let missing = try await roles.run(as: roles.installer, "setup", "--relay-role", "no " + name)
            #expect(missing.status == 1 && missing.error.contains("there is no role"), "\(missing)")
            #expect(try await scenario.value("select count(*) from item") == 0)
        }
    }

    @Test func everyObjectOfTheSchemaIsDecidedUpon() async throws {
        try await withRoles { scenario, roles in
            let relay = try await scenario.connect(user: roles.relay)
            // Segments are reached through the outbox, and identity columns draw their own numbers.
            let undecided: String? = try await relay.query(
                """
                select string_agg(relname, ', ')
                from pg_class
                where relnamespace = 'tailrace'::regnamespace
                    and relkind in ('r', 'p', 'v', 'S')
                    and relname !~ '_segment_'
                    and relname !~ '_id_seq$'
                    and relname <> 'source'
                    and not has_table_privilege(oid, 'select')
                """
            ).single()
            #expect(undecided == nil)
            await relay.close()
        }
    }
}

extension String {
    fileprivate var quoted: String { "\"" + replacing("\"", with: "\"\"") + "\"" }

    /// The server cuts names to 63 bytes.
    fileprivate var cutToName: String {
        var cut = self
        while cut.utf8.count > 63 { cut.removeFirst() }
        return cut
    }
}

extension Scenario {
    /// The rights of others than the owner in the schema, as text.
    fileprivate func installedRights() async throws -> String {
        try await value(
            """
            select coalesce(string_agg(line, e'\\n' order by line), '')
            from (
                select concat_ws(' ', nspname, grantee::regrole, privilege_type) as line
                from pg_namespace, aclexplode(nspacl) where nspname = 'tailrace' and grantee <> nspowner
                union all
                select concat_ws(' ', relname, grantee::regrole, privilege_type)
                from pg_class, aclexplode(relacl)
                where relnamespace = 'tailrace'::regnamespace and grantee <> relowner
                union all
                select concat_ws(' ', relname, attname, grantee::regrole, privilege_type)
                from pg_class join pg_attribute on attrelid = pg_class.oid, aclexplode(attacl)
                where relnamespace = 'tailrace'::regnamespace
            ) as part
            """)
    }
}
