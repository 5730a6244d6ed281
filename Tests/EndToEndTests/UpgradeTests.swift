import Foundation
import PostgresClient
import PostgresTesting
import Testing

/// An installation of an older Tailrace is brought up while the application writes, and nothing is lost or repeated.
@Suite(.serialized)
struct UpgradeTests {
    /// The schema versions of releases: `Scripts/keep-release` writes a folder for each.
    static let releases: [Int] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { Int($0) }.sorted()
    }()

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Releases")

    /// The configuration that `Scripts/keep-release` used; what is stored is older than any retention.
    private static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.tables = """
            public.item: {}
            public.customer: { exclude: [password], mask: [email] }
            public.log: { key: row }
            """
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            copy: { type: file, path: copy.jsonl, from: earliest }
            """
        configuration.more = """
            source: shop
            outbox: { retention: 87600h }
            """
        return configuration
    }()

    @Test(arguments: releases)
    func aReleasesChangesAreDeliveredOnce(release: Int) async throws {
        try await Scenario.run(sql: "", Self.configuration, isInstalled: false) { scenario in
            try await restore(release, into: scenario)
            let refusal = try await scenario.run("run")
            #expect(refusal.status == 1)
            #expect(refusal.error.contains("run `tailrace setup`, which brings it up"))

            var relay: TestProcess?
            _ = try await ItemWriter.run(scenario) { writer in
                try await writer.waitFor(more: 20)
                let setup = try await scenario.run("setup")
                #expect(setup.status == 0, "\(setup)")
                try await writer.waitFor(more: 20)
                relay = try await scenario.startRelay(sinks: 2)
                try await writer.waitFor(more: 20)
            }
            for (sink, file) in [("changes", "changes"), ("copy", "copy")] {
                try await scenario.waitUntilDelivered(to: sink)
                try await scenario.expectEverythingOnce(in: scenario.events(file))
            }
            try await wait(until: "the replay is done") {
                try await scenario.value("select state = 'done' from tailrace.replay")
            }
            #expect(try scenario.events().filter(\.isReplayed).map(\.seq) == Array(1...5))
            try await relay?.stop()
            let again = try await scenario.run("setup")
            #expect(again.status == 0 && again.output.contains("othing to do"), "\(again)")
            let doctor = try await scenario.run("doctor")
            #expect(doctor.status == 0, "\(doctor)")
        }
    }

    /// The outbox has been made anew since.
    @Test(arguments: releases.filter { $0 < 12 })
    func whatIsStoredStaysWhatItIs(release: Int) async throws {
        var configuration = Self.configuration
        configuration.tables += "\npublic.*: {}"
        try await Scenario.run(sql: "", configuration, isInstalled: false) { scenario in
            try await restore(release, into: scenario)
            try await scenario.execute(#"create table "a$$; select 1 / 0; --" (id integer primary key)"#)
            try await scenario.execute(
                #"""
                insert into tailrace.outbox (
                    segment, op, schema_name, table_name, key, old_key, before, after, context, origin, partition
                )
                values
                    (
                        2, 'u', E'odd\n"schema"', 'ta\ble\u0041', E'{"id":\n1}', '{}', '{"a" : 1}', '"\u0000"', E'[\n1]',
                        'x"y', E'\x01.p'
                    ),
                    (null, 't', 'public', 'item', null, null, null, null, null, null, null),
                    (99, 'd', ' public ', 'item', '{}', null, '{}', null, '"\ud800"', '', null)
                """#)
            let columns = """
                seq, xid, captured_at, coalesce(segment, -1), op, schema_name, table_name, replace(key, E'\n', ' '), old_key,
                before::text, after::text, replace(context::text, E'\n', ' '), nullif(origin, ''), partition
                """
            func stored(_ relation: String) async throws -> [String] {
                try await scenario.connect().query(
                    PostgresStatement("select row(\(columns))::text as text from \(relation) order by seq")
                ).map { try $0.get("text") }
            }
            let before = try await stored("tailrace.outbox")
            // What somebody has detached comes back.
            try await scenario.execute("alter table tailrace.outbox detach partition tailrace.outbox_segment_1")
            let setup = try await scenario.run("setup")
            #expect(setup.status == 0, "\(setup)")
            #expect(try await stored("tailrace.change") == before)
            #expect(before.count > 100)
        }
    }

    @Test func thereIsARelease() {
        #expect(Self.releases.contains(4) && Self.releases.contains(11))
    }

    @Test func aRunningRelayStopsWhenTheSchemaBecomesNewer() async throws {
        var configuration = Configuration()
        configuration.sinks = """
            changes: { type: file, path: changes.jsonl, from: earliest }
            paused: { type: file, path: paused.jsonl, from: earliest }
            """
        try await Scenario.run(configuration) { scenario in
            let relay = try await scenario.startRelay(sinks: 2)
            #expect(try await scenario.run("pause", "--sink", "paused").status == 0)
            try await relay.waitFor(" paused sink=paused")
            try await scenario.insertItems(1...5)
            try await scenario.waitUntilDelivered()
            try await scenario.execute("insert into tailrace.migration (version, name) values (9999, 'of the future')")
            let outcome = try await relay.outcome()
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.error.contains("has version 9999 and this program knows only version"))
            #expect(outcome.error.contains("use a newer Tailrace"))
            #expect(try await scenario.value("select owner is null from tailrace.sink where name = 'changes'"))
            try await scenario.insertItems(6...6)
            #expect(try scenario.events().map(\.id) == Array(1...5))
        }
    }

    /// Restores what `Scripts/keep-release` has kept, as if it had been made in this cluster.
    private func restore(_ release: Int, into scenario: Scenario) async throws {
        let folder = Self.folder.appendingPathComponent("\(release)")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("changes") {
            try FileManager.default.copyItem(
                at: folder.appendingPathComponent(name), to: scenario.folder.appendingPathComponent(name))
        }
        try await scenario.execute(
            String(contentsOf: folder.appendingPathComponent("database.sql"), encoding: .utf8))
        try await scenario.execute(
            "update tailrace.source set system_identifier = control.system_identifier from pg_control_system() as control"
        )
        try await makeItThisHistory(scenario)
        // The cluster has to know the transactions that the positions and changes name.
        let highest: Int64 = try await scenario.value(
            """
            select greatest(
                (select max(xid::text::bigint) from tailrace.outbox),
                (select max(pg_snapshot_xmax(snapshot)::text::bigint) from tailrace.sink))
            """)
        try await scenario.execute(
            """
            do $$
            begin
                while pg_current_xact_id()::text::bigint <= \(highest) loop
                    commit;
                end loop;
            end;
            $$
            """)
    }

    /// Lets what knows its history take this cluster's for it.
    private func makeItThisHistory(_ scenario: Scenario) async throws {
        guard try await scenario.value("select to_regclass('tailrace.witness') is not null") else { return }
        let former: String = try await scenario.value("select history from tailrace.source")
        try await scenario.execute(
            """
            update tailrace.source set history = tailrace.history();
            delete from tailrace.witness;
            do $$
            begin
                perform pg_current_xact_id();
                begin
                    insert into tailrace.witness values (0);
                    update tailrace.witness set writer = xmin::text::bigint;
                exception
                    when division_by_zero then null;
                end;
                insert into tailrace.witness values (0);
                update tailrace.witness set writer = xmin::text::bigint where writer = 0;
            end
            $$;
            """)
        let history: String = try await scenario.value("select history from tailrace.source")
        let position = scenario.folder.appendingPathComponent("changes.jsonl.position")
        try String(contentsOf: position, encoding: .utf8).replacing(former, with: history)
            .write(to: position, atomically: true, encoding: .utf8)
    }
}
