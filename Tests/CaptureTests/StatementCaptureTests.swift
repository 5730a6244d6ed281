import Configuration
import PostgresClient
import Testing

@testable import Capture

/// Capture with transition tables: the same changes as row by row, or a refusal.
struct StatementCaptureTests {
    private static let table = "create table item (id integer primary key, name text, price numeric);"

    @Test func theSameIsCapturedAsRowByRow() async throws {
        let statements = """
            insert into item select number, 'n' || number, 1.50 from generate_series(1, 4) as number;
            insert into item values (1, 'again', 2), (5, 'new', 3)
            on conflict (id) do update set name = excluded.name;
            update item set price = price + 1 where id > 3;
            update item set price = price;
            update item set id = id + 10 where id = 2;
            with gone as (delete from item where id = 3 returning *) update item set name = (select name from gone);
            delete from item;
            update item set name = 'nobody';
            truncate item;
            """
        var captured: [[CapturedRow]] = []
        for granularity in ["row", "statement"] {
            let scenario = try await CaptureScenario(
                Self.table, capturing: "public.item: { capture: \(granularity) }")
            try await scenario.run("set tailrace.context = '{\"user\": 1}'")
            try await scenario.run(statements)
            captured.append(try await scenario.captured())
        }
        #expect(captured[0].count == 19)
        // Within a statement only the order per key is the same: a row trigger of a MERGE or CTE fires with its row.
        let sorted = captured.map { rows in rows.sorted { ("\($0)") < ("\($1)") } }
        #expect(sorted[0] == sorted[1])
        for key in Set(captured[0].map(\.key)) {
            #expect(captured[0].filter { $0.key == key } == captured[1].filter { $0.key == key })
        }
    }

    @Test func optionsApply() async throws {
        let scenario = try await CaptureScenario(
            "create table person (id integer primary key, name text, mail text, secret text)",
            capturing: """
                public.person: { capture: statement, exclude: [secret], mask: [mail], old: key, \
                when: "coalesce(new.id, old.id) > 1", operations: [insert, update, delete], on_noop: capture }
                """)
        try await scenario.run(
            """
            insert into person values (2, 'b', null, 's'), (1, 'a', 'm', 's');
            update person set id = id + 1, name = 'c';
            update person set name = name where id = 3;
            delete from person where id = 2; delete from person;
            """)
        let rows = try await scenario.captured()
        #expect(
            rows.map { "\($0.operation) \($0.key ?? "") \($0.oldKey ?? "-") \($0.before ?? "-")" } == [
                #"i {"id":2} - -"#, #"u {"id":3} {"id":2} {"id":2}"#, #"u {"id":2} {"id":1} {"id":1}"#,
                #"u {"id":3} - {"id":3}"#, #"d {"id":2} - {"id":2}"#, #"d {"id":3} - {"id":3}"#,
            ])
        #expect(rows.allSatisfy { $0.after?.contains("secret") != true && $0.after?.contains("\"m\"") != true })
    }

    @Test func whatFailsAsAWholeIsCapturedRowByRow() async throws {
        let scenario = try await CaptureScenario(
            Self.table, capturing: "public.item: { capture: statement, when: \"1 / (new.id - 2) is not null\" }")
        try await scenario.run("insert into item select number from generate_series(1, 3) as number")
        #expect(try await scenario.captured().map(\.key) == [#"{"id":1}"#, #"{"id":2}"#, #"{"id":3}"#])
        try await scenario.run("alter table item rename id to number")
        try await scenario.run(
            """
            update item set number = 5 where number = 3;
            update item set name = 'x', number = case number when 5 then 3 else number end;
            delete from item where number = 1;
            """)
        let rows = try await scenario.captured()
        #expect(
            rows.map { "\($0.operation) \($0.key ?? "") \($0.oldKey ?? "-")" } == [
                #"u {"number":5} {"number":3}"#, #"u {"number":1} -"#, #"u {"number":2} -"#,
                #"u {"number":3} {"number":5}"#, #"d {"number":1} -"#,
            ])
        #expect(rows[2].before == #"{"number":2,"name":null,"price":null}"#)
        #expect(rows[2].after == #"{"number":2,"name":"x","price":null}"#)
    }

    @Test func theWayOfCapturingCanBeChanged() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.item: {}")
        for options in ["{ capture: statement }", "{}", "{ capture: statement, fire: always }", "{ fire: always }"] {
            try await scenario.setup("public.item: \(options)")
            #expect(try await scenario.setup("public.item: \(options)").steps.isEmpty)
            try await scenario.run("insert into item values (1); delete from item")
            #expect(try await scenario.captured().map(\.operation) == ["i", "d"])
        }
    }

    @Test(arguments: [
        (
            "create table t (id integer primary key) partition by list (id)",
            "it is partitioned, and a statement that names a partition fires no trigger of its own"
        ),
        (
            "create table t (id integer primary key); create table child () inherits (t)",
            "it inherits or is inherited from"
        ),
        (
            """
            create table t (id integer primary key);
            create function mind() returns trigger language plpgsql as 'begin return null; end';
            create trigger z after update on t for each row execute function mind();
            """,
            "what its trigger z changes in it would be captured before the statement's own changes"
        ),
        (
            "create table t (id integer primary key, parent integer references t on update cascade)",
            "the action of a foreign key leads back to it"
        ),
        (
            """
            create table t (id integer primary key, other integer);
            create table u (id integer primary key references t on delete cascade);
            alter table t add foreign key (other) references u on delete set null;
            """, "the action of a foreign key leads back to it"
        ),
        ("create table t (id integer primary key, tailrace_image text)", "its column tailrace_image has a name that"),
    ])
    func whatWouldBeWrongIsRefused(schema: String, reason: String) async throws {
        let scenario = try await CaptureScenario(schema, capturing: "")
        let error = await #expect(throws: ConfigurationError.self) {
            try await scenario.setup("public.t: { capture: statement }")
        }
        #expect(error?.description.contains("public.t cannot be captured by statement: \(reason)") == true)
    }

    @Test func aPlanForOneRowDoesForMany() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.item: { capture: statement }")
        try await scenario.run("insert into item select number from generate_series(1, 20000) as number")
        try await scenario.run("update item set name = 'x' where id = 1")
        let settings: String = try await scenario.connection.query(
            "select array_to_string(proconfig, ';') from pg_proc where proname like 'capture%update'"
        ).single()
        #expect(settings.contains("enable_nestloop=off"))
        try await scenario.run("update item set name = 'y'")
        #expect(try await scenario.captured().count == 40_001)
    }

    @Test func noNameIsLookedUpInTheApplicationsSchemas() async throws {
        let scenario = try await CaptureScenario(
            """
            do $$ begin create role visitor; exception when duplicate_object then null; end $$;
            create table item (id integer primary key, name text);
            grant all on item to visitor;
            create table evidence (who text);
            grant insert on evidence to visitor;
            """, capturing: "public.item: { capture: statement }")
        try await scenario.run(
            """
            insert into item values (1, 'a');
            set role visitor;
            create function pg_temp.evil(row_ public.item) returns boolean language plpgsql as
            $$ begin insert into public.evidence values (current_user); return true; end $$;
            create domain pg_temp.record as public.item check (pg_temp.evil(value));
            update item set name = 'b';
            reset role;
            """)
        #expect(try await scenario.connection.query("select count(*) from evidence").single(as: Int64.self) == 0)
        #expect(try await scenario.captured().map(\.operation) == ["i", "u"])
    }

    @Test func aColumnThatComesLaterIsNotInTheWay() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.item: { capture: statement }")
        try await scenario.run(
            """
            insert into item values (1, 'a');
            alter table item add column tailrace_place integer, add column tailrace_image integer;
            update item set name = 'b';
            """)
        let rows = try await scenario.captured()
        #expect(rows.map(\.operation) == ["i", "u"])
        #expect(rows.last?.after?.contains(#""name":"b""#) == true)
    }

    /// What the refusal is for: the trap is real.
    @Test func aTriggerThatChangesTheRowAgainWouldComeFirst() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.item: { capture: statement }")
        try await scenario.run(
            """
            create function again() returns trigger language plpgsql as $$
            begin
                update item set name = name || '!' where id = new.id and name not like '%!';
                return null;
            end $$;
            create trigger again after update on item for each row execute function again();
            insert into item values (1, 'a');
            update item set name = 'b';
            """)
        let names = try await scenario.captured().map { $0.after?.contains("b!") }
        #expect(names == [false, true, false])
        let error = await #expect(throws: ConfigurationError.self) {
            try await scenario.setup("public.item: { capture: statement }")
        }
        #expect(error?.description.contains("its trigger again") == true)
    }
}
