import PostgresClient
import PostgresTesting
import Testing

@testable import Capture

/// What is plain is captured the short way, and nothing else is: there an error would be the application's.
struct ShortWayTests {
    private static let table = """
        create type mood as enum ('fine');
        create type pair as (one integer, two integer);
        create domain amount as numeric check (value > 0);
        create table orders (
            id integer primary key, name text not null, total amount, tags text[], data json, at timestamptz
        );
        """

    /// Lets the functions of a table say that they went the long way.
    private static func watch(_ scenario: CaptureScenario, _ table: String = "orders") async throws {
        try await scenario.run(
            """
            do $$
            declare
                function record;
            begin
                for function in
                    select proname, replace(prosrc, E'\\n    end if;\\n\\n    begin\\n', E'\\n    end if;\\n\\n    perform pg_catalog.set_config(''test.way'', ''long'', false);\\n    begin\\n') as body,
                        prosrc
                    from pg_proc
                    where proname like 'capture\\_' || '\(table)'::regclass::oid || '\\_%'
                        and proname not like '%truncate'
                        and proname not like '%delete'
                loop
                    if function.body = function.prosrc then
                        raise exception '% has no short way', function.proname;
                    end if;
                    execute format(
                        'create or replace function tailrace.%I () returns trigger language plpgsql security definer as %L',
                        function.proname, function.body
                    );
                end loop;
            end
            $$;
            """)
    }

    /// Which way a statement's changes went.
    private static func way(_ scenario: CaptureScenario, _ statement: String) async throws -> String {
        try await scenario.run("select set_config('test.way', 'short', false)")
        try await scenario.run(statement)
        return try await scenario.connection.query("select current_setting('test.way')").single()
    }

    private static func scenario(_ options: String = "{}") async throws -> CaptureScenario {
        let scenario = try await CaptureScenario(table, capturing: "public.orders: \(options)")
        try await watch(scenario)
        return scenario
    }

    @Test(arguments: ["{}", "{ old: none }", "{ on_noop: capture }", "{ when: 'true' }"])
    func takesWhatIsPlain(options: String) async throws {
        let scenario = try await Self.scenario(options)
        for statement in [
            "insert into orders values (1, 'a', 1, '{x,null}', '{}', now()), (2, 'b', 2, null, null, null)",
            "update orders set name = 'c'",
        ] {
            #expect(try await Self.way(scenario, statement) == "short", "\(statement)")
        }
        #expect(try await scenario.captured().map(\.key) == [1, 2, 1, 2].map { "{\"id\":\($0)}" })
    }

    @Test(arguments: [
        "update orders set id = 3",
        "begin; set local tailrace.context = '{}'; update orders set name = 'd'; commit",
        "begin; set local tailrace.origin = 'elsewhere'; update orders set name = 'd'; commit",
        "update orders set name = name",
        "update orders set name = (select string_agg(md5(n::text), '') from generate_series(1, 300) as n)",
        "alter table orders add column more jsonb; update orders set name = 'd'",
        "alter table orders add column more numeric[]; update orders set name = 'd'",
        "alter table orders add column more mood; update orders set name = 'd'",
        "alter table orders add column more mood[]; update orders set name = 'd'",
        "alter table orders add column more numrange; update orders set name = 'd'",
        "alter table orders add column more pair; update orders set name = 'd'",
        "alter table orders rename to purchases; update purchases set name = 'd'",
        "alter table orders alter id type bigint; update orders set name = 'd'",
        "alter table orders alter id type text; update orders set name = 'd'",
        "alter table orders rename id to number; update orders set name = 'd'",
        "alter table orders drop id; update orders set name = 'd'",
        "alter table orders drop constraint orders_pkey, alter id drop not null; update orders set name = 'd', id = null",
    ])
    func leavesTheRest(statement: String) async throws {
        let scenario = try await Self.scenario()
        // So that all of its plans are there, made for what the table is now.
        #expect(
            try await Self.way(scenario, "insert into orders values (1, 'a'); update orders set name = 'b'") == "short")
        #expect(try await Self.way(scenario, statement) == "long")
    }

    /// A column of a type that is not plain makes no difference to the table that loses it again.
    @Test func isTakenAgain() async throws {
        let scenario = try await Self.scenario()
        let insert = "insert into orders select coalesce(max(id), 0) + 1, 'a' from orders"
        #expect(try await Self.way(scenario, insert) == "short")
        try await scenario.run("alter table orders add column more jsonb")
        #expect(try await Self.way(scenario, insert) == "long")
        try await scenario.run("alter table orders drop column more")
        #expect(try await Self.way(scenario, insert) == "short")
    }

    /// The catalogue that an old snapshot shows may not be that of the rows.
    @Test(arguments: ["repeatable read", "serializable"])
    func isNotForOldSnapshots(isolation: String) async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.orders: {}")
        try await scenario.run("insert into orders values (1, 'a')")
        _ = try await scenario.captured()
        let other = try await PostgresConnection.connect(PostgresSettings(conninfo: scenario.database.conninfo))
        try await other.execute("begin isolation level \(isolation); select from pg_class limit 1")
        try await scenario.run("alter table orders rename id to number")
        try await other.execute("update orders set name = 'b'; commit; update orders set name = 'c'")
        #expect(try await scenario.captured().map(\.key) == [#"{"number":1}"#, #"{"number":1}"#])
        await other.close()
    }

    /// A statement's snapshot may be older than its lock on the table.
    @Test(arguments: [
        "copy orders from program 'printf \"7\\\\tx\\\\n\"' ", "explain (analyze, costs off) execute rename",
    ])
    func isNotForStatementsWithOldSnapshots(statement: String) async throws {
        let scenario = try await CaptureScenario(
            "create table orders (id integer primary key, name text)", capturing: "public.orders: {}")
        let writer = try await PostgresConnection.connect(PostgresSettings(conninfo: scenario.database.conninfo))
        try await writer.execute(
            """
            insert into orders values (1, 'a');
            prepare rename as update orders set name = name || 'b' where name = 'a';
            execute rename;
            update orders set name = 'a';
            """)
        try await scenario.run("begin; alter table orders rename id to number")
        let pid: Int32 = try await writer.query("select pg_backend_pid()").single()
        async let written: Void = writer.execute(statement)
        let observer = try await PostgresConnection.connect(PostgresSettings(conninfo: scenario.database.conninfo))
        while try await !observer.query(
            "select wait_event_type is not distinct from 'Lock' as waits from pg_stat_activity where pid = $1",
            [.integer(pid)]
        ).single(as: Bool.self) {
            try await Task.sleep(for: .milliseconds(10))
        }
        await observer.close()
        try await scenario.run("commit")
        try await written
        try await writer.execute("insert into orders values (8, 'c')")
        let events = try await scenario.events()
        #expect(events.dropFirst(3).allSatisfy { $0.contains(#"{"number":"#) } && events.count == 5, "\(events)")
        await writer.close()
    }

    @Test func aColumnMayBeRenamedWithinTheStatement() async throws {
        let scenario = try await CaptureScenario(
            """
            create table orders (id integer primary key, name text);
            create function ren() returns text language plpgsql as
                $$ begin alter table orders rename id to number; return 'b'; end $$;
            """, capturing: "public.orders: {}")
        try await scenario.run("insert into orders values (1, 'a'); update orders set name = 'b'")
        try await scenario.run("update orders set name = ren() || 'c'; update orders set name = 'd'")
        let events = try await scenario.events()
        #expect(events.count == 4 && events.last == #"u public.orders {"number":1}"#, "\(events)")
    }

    /// Renaming a schema takes no lock on its tables.
    @Test func aSchemaMayBeRenamed() async throws {
        let scenario = try await CaptureScenario(
            "create schema sales; create table sales.orders (id integer primary key, name text)",
            capturing: "sales.orders: {}")
        try await scenario.run("insert into sales.orders values (1, 'a')")
        try await scenario.run("alter schema sales rename to archive; update archive.orders set name = 'b'")
        try await scenario.run("update archive.orders set name = 'c'")
        #expect(
            try await scenario.events() == [
                #"i sales.orders {"id":1}"#, #"u archive.orders {"id":1}"#, #"u archive.orders {"id":1}"#,
            ])
    }

    /// From PostgreSQL 18 on a column may be "not null" from now on, and have nulls from before.
    @Test func isNotForKeysThatWereNull() async throws {
        let scenario = try await CaptureScenario(
            "create table orders (id integer, name text); insert into orders values (null, 'a')",
            capturing: "public.orders: { key: [id] }")
        let version: Int32 = try await scenario.connection.query(
            "select current_setting('server_version_num')::integer"
        ).single()
        guard version >= 180_000 else { return }
        try await scenario.run("alter table orders add constraint whole not null id not valid")
        try await scenario.setup("public.orders: { key: [id] }")
        try await scenario.run("insert into orders values (1, 'b'); delete from orders where id is null")
        #expect(try await scenario.captured().map(\.key) == [#"{"id":1}"#, #"{"id":null}"#])
        let isPlain: Bool = try await scenario.connection.query(
            "select tailrace.is_plain('orders'::regclass, 'public', 'orders', array['id'], array['integer'])"
        ).single()
        #expect(!isPlain)
    }

    @Test func takesKeysOfAnyTypeAndName() async throws {
        let scenario = try await CaptureScenario(
            #"""
            create table "Odd ""table" (
                "a""b" text, "c\d" smallint, id uuid, at date, primary key ("a""b", "c\d", id, at)
            );
            """#, capturing: "public.*: {}")
        try await Self.watch(scenario, #""Odd ""table""#)
        let statement = #"""
            insert into "Odd ""table"
            values ('x"y', -1, '00000000-0000-0000-0000-000000000001', '2026-01-02')
            """#
        #expect(try await Self.way(scenario, statement) == "short")
        #expect(
            try await scenario.captured().map(\.key) == [
                #"{"a\"b":"x\"y","c\\d":-1,"id":"00000000-0000-0000-0000-000000000001","at":"2026-01-02"}"#
            ])
    }

    @Test func partitionsAreTaken() async throws {
        let scenario = try await CaptureScenario(
            """
            create table parts (id integer primary key, name text) partition by range (id);
            create table parts_1 partition of parts for values from (0) to (10);
            create table parts_2 (name text, gone text, id integer not null);
            alter table parts_2 drop column gone;
            alter table parts attach partition parts_2 for values from (10) to (20);
            """, capturing: "public.parts: {}")
        try await Self.watch(scenario, "parts")
        #expect(try await Self.way(scenario, "insert into parts values (1, 'a'), (11, 'b')") == "short")
        #expect(try await Self.way(scenario, "update parts_2 set name = 'c'") == "short")
        #expect(
            try await scenario.captured().map(\.after) == [
                #"{"id":1,"name":"a"}"#, #"{"name":"b","id":11}"#, #"{"name":"c","id":11}"#,
            ])
    }
}
