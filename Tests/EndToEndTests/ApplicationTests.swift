import PostgresClient
import PostgresTesting
import Testing

/// The application's own writes succeed, whatever is the matter with the capture.
@Suite(.serialized)
struct ApplicationTests {
    @Test func writesSucceedWhileNoRelayRuns() async throws {
        try await Scenario.run { scenario in
            try await scenario.insertItems(1...20)
            #expect(try await scenario.value("select count(*) from tailrace.outbox") == 20)
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == Array(1...20))
        }
    }

    @Test func rolesWithoutAnyRightOnTheOutboxAreCaptured() async throws {
        try await Scenario.run { scenario in
            let role = "app_\(scenario.database.name)"
            try await scenario.execute(
                "create role \(role) login; grant select, insert, update, delete, truncate on item to \(role)")
            let application = try await scenario.connect(user: role)
            try await application.execute("insert into item values (1, 'a')")
            try await application.execute("update item set name = 'b'")
            try await application.execute("delete from item")
            try await application.execute("truncate item")
            for refused in [
                "select * from tailrace.outbox",
                "select * from tailrace.change", "insert into tailrace.outbox (head) values ('i')",
                "select tailrace.json_or_string('')", "select setval('tailrace.current_segment', 9)",
            ] {
                let error = await #expect(throws: PostgresError.self) { try await application.execute(refused) }
                #expect(error?.sqlState == .insufficientPrivilege)
            }
            await application.close()
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.op) == ["insert", "update", "delete", "truncate"])
        }
    }

    @Test func noSearchPathTakesOverTheCapture() async throws {
        let sql =
            Scenario.itemTable + """
                create schema evil;
                create function evil.fail(text, text) returns boolean language plpgsql as
                    $$ begin raise 'hijacked'; end $$;
                create function evil.fail_text(text, text) returns text language plpgsql as
                    $$ begin raise 'hijacked'; end $$;
                create operator evil.= (function = evil.fail, leftarg = text, rightarg = text);
                create operator evil.<> (function = evil.fail, leftarg = text, rightarg = text);
                create operator evil.|| (function = evil.fail_text, leftarg = text, rightarg = text);
                create function evil.row_to_json(public.item) returns json language plpgsql as
                    $$ begin raise 'hijacked'; end $$;
                create function evil.row_to_json(record) returns json language plpgsql as $$ begin raise 'hijacked'; end $$;
                create function evil.to_json(integer) returns json language plpgsql as $$ begin raise 'hijacked'; end $$;
                create function evil.json_or_string(text) returns json language plpgsql as $$ begin raise 'hijacked'; end $$;
                create function evil.current_setting(text, boolean) returns text language plpgsql as
                    $$ begin raise 'hijacked'; end $$;
                create function evil.concat(text, text, text) returns text language plpgsql as
                    $$ begin raise 'hijacked'; end $$;
                create function evil.nextval(regclass) returns bigint language sql as 'select 1::bigint';
                create function evil.clock_timestamp() returns timestamptz language sql as $$ select 'epoch'::timestamptz $$;
                create function evil.record_differs(record, record) returns boolean language plpgsql as
                    'begin return false; end';
                create operator evil.*<> (function = evil.record_differs, leftarg = record, rightarg = record);
                create table evil.outbox (like item);
                create domain evil.text as integer;
                create domain evil.json as integer;
                """
        try await Scenario.run(sql: sql) { scenario in
            let application = try await scenario.connect()
            try await application.execute("set search_path = evil, pg_catalog, public")
            try await application.execute("create temporary table outbox (id integer)")
            try await application.execute("set tailrace.context = '{\"a\": 1}'")
            try await application.execute("insert into public.item values (1, 'a')")
            try await application.execute("update public.item set name = 'b'")
            try await application.execute("update public.item set id = 2")
            try await application.execute("delete from public.item")
            await application.close()
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update", "update", "delete"])
            #expect(events.map { $0["key"] } == [["id": 1], ["id": 1], ["id": 2], ["id": 2]])
            #expect(events.map { $0["old_key"] } == [nil, nil, ["id": 1], nil])
            #expect(events.first?["after"] == ["id": 1, "name": "a"])
            #expect(events.allSatisfy { $0["context"] == ["a": 1] })
            #expect(Set(events.map(\.seq)).count == 4)
            #expect(events.allSatisfy { $0["captured_at"]?.text?.hasPrefix("1970") == false })
        }
    }

    /// What is done where a row has no JSON runs with the installer's rights, too.
    @Test(arguments: ["raise 'no'", "assert false"])
    func noSearchPathTakesOverTheRescue(failure: String) async throws {
        let operators = ["=", "<>", "<", ">", "<=", ">=", "||"].map { name in
            """
            create operator evil.\(name) (function = evil.fail, leftarg = text, rightarg = text);
            create operator evil.\(name) (function = evil.fail, leftarg = integer, rightarg = integer);

            """
        }
        let sql = """
            create schema evil;
            create function evil.fail(text, text) returns boolean language plpgsql as $$ begin raise 'hijacked'; end $$;
            create function evil.fail(integer, integer) returns boolean language plpgsql as
                $$ begin raise 'hijacked'; end $$;
            \(operators.joined())
            create type public.mood as enum ('fine', 'bad');
            create function public.mood_json(public.mood) returns json language plpgsql as
                $$ begin \(failure); return null; end $$;
            create cast (public.mood as json) with function public.mood_json(public.mood);
            create table public.moody (id integer primary key, mood public.mood);
            """
        for capture in ["row", "statement"] {
            var configuration = Configuration()
            configuration.tables = "public.moody: { capture: \(capture) }"
            try await Scenario.run(sql: sql, configuration) { scenario in
                let application = try await scenario.connect()
                try await application.execute("set search_path = evil, pg_catalog, public")
                try await application.execute("insert into public.moody values (1, 'fine')")
                try await application.execute("update public.moody set mood = 'bad'")
                try await application.execute("update public.moody set id = 2")
                try await application.execute("delete from public.moody")
                await application.close()
                try await scenario.relayAll()
                let events = try scenario.events()
                #expect(events.map(\.op) == ["insert", "update", "update", "delete"])
                #expect(events.map { $0["key"] } == [["id": 1], ["id": 1], ["id": 2], ["id": 2]])
                #expect(events.allSatisfy { $0["omitted"] == "error" })
            }
        }
    }

    @Test func aContextThatIsNotJSONBecomesAString() async throws {
        try await Scenario.run { scenario in
            let contexts: [(String, JSON)] = [
                ("{bad", "{bad"), ("user 42", "user 42"), ("\"", "\""), ("[1]", [1]), ("", .null), ("7", 7),
                (#"{"a":"\u0000"}"#, ["a": "\0"]),
            ]
            let application = try await scenario.connect()
            for (index, context) in contexts.enumerated() {
                try await application.query(
                    "select set_config('tailrace.context', $1, false)", [.text(context.0)])
                try await application.execute("insert into item values (\(index), 'a')")
            }
            await application.close()
            try await scenario.relayAll()
            #expect(try scenario.events().map { $0["context"] } == contexts.map(\.1))
        }
    }

    @Test(arguments: [
        ("alter table item rename column id to number", #"{"number":1}"#),
        ("alter table item drop column id", #"{"name":"a"}"#),
        ("alter table item drop constraint item_pkey", #"{"id":1}"#),
    ])
    func aKeyColumnMayChangeUnderTheTriggers(change: String, key: String) async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("insert into item values (1, 'a')")
            let application = try await scenario.connect()
            try await application.execute(change)
            try await application.execute("update item set name = 'b'")
            try await application.execute("update item set name = 'a'")
            try await application.execute("delete from item")
            if change.contains("drop column") {
                try await application.execute("insert into item values ('z')")
            } else {
                try await application.execute("insert into item values (1, 'z')")
            }
            await application.close()
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update", "update", "delete", "insert"])
            #expect(events[2].line.contains(#""key":\#(key),"#), "\(events[2].line)")
            #expect(events[3].line.contains(#""key":\#(key),"#), "\(events[3].line)")
        }
    }

    @Test func setupLearnsTheNewNameOfAKeyColumn() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("alter table item rename column id to number")
            #expect(try await scenario.run("setup").output.contains("~ capture of public.item, key number"))
        }
    }

    @Test func aRenamedTableKeepsBeingCaptured() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("alter table item rename to article; insert into article values (1, 'a')")
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1])
        }
    }

    @Test(arguments: [
        "select setval('tailrace.current_segment', 99)",
        "alter sequence tailrace.current_segment restart",
        "select setval('tailrace.current_segment', 2147483647)",
        "select setval('tailrace.current_segment', 4000000000)",
        "drop table tailrace.outbox_segment_1",
    ])
    func aWrongSegmentPointerCostsNoWrite(damage: String) async throws {
        try await Scenario.run { scenario in
            // Where the database itself refuses the damage, so much the better.
            try? await scenario.execute(damage)
            try await scenario.execute("insert into item values (1, 'a')")
            try await scenario.relayAll()
            #expect(try scenario.events().map(\.id) == [1])
        }
    }

    @Test func aTriggerOfTheApplicationThatChangesTheRowIsCapturedAfterTheChangeItself() async throws {
        let sql =
            Scenario.itemTable + """
                create function polish() returns trigger language plpgsql as $$ begin
                    update item set name = 'polished' where id = new.id;
                    return null;
                end $$;
                create trigger polish after insert on item for each row execute function polish();
                """
        try await Scenario.run(sql: sql) { scenario in
            try await scenario.execute("insert into item values (1, 'raw')")
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update"])
            #expect(events.map { $0["after"]?["name"] } == ["raw", "polished"])
        }
    }
}
