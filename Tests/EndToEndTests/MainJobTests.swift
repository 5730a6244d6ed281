import Foundation
import PostgresTesting
import Testing

/// What is committed arrives, once, in order, and in the documented form.
@Suite(.serialized)
struct MainJobTests {
    @Test func everyKindOfChangeArrivesInTheDocumentedForm() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute("insert into item values (7, 'a')")
            try await scenario.execute("update item set name = 'b' where id = 7")
            try await scenario.execute("update item set id = 8 where id = 7")
            try await scenario.execute("delete from item where id = 8")
            try await scenario.execute("truncate item")
            let source = scenario.database.name
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map(\.op) == ["insert", "update", "update", "delete", "truncate"])

            let time = #""captured_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z""#
            func form(_ index: Int, _ middle: String) throws -> Regex<AnyRegexOutput> {
                let seq = events[index].seq
                return try Regex(
                    #"\{"id":"\#(source):\#(seq)","seq":\#(seq),"op":"\w+","schema":"public","table":"item","#
                        + middle + #","xid":"\d+",\#(time),"context":null\}"#)
            }
            let expected = [
                #""key":\{"id":7\},"before":null,"after":\{"id":7,"name":"a"\}"#,
                #""key":\{"id":7\},"before":\{"id":7,"name":"a"\},"after":\{"id":7,"name":"b"\}"#,
                #""key":\{"id":8\},"old_key":\{"id":7\},"before":\{"id":7,"name":"b"\},"after":\{"id":8,"name":"b"\}"#,
                #""key":\{"id":8\},"before":\{"id":8,"name":"b"\},"after":null"#,
                #""key":null,"before":null,"after":null"#,
            ]
            for (index, middle) in expected.enumerated() {
                #expect(try events[index].line.wholeMatch(of: form(index, middle)) != nil, "\(events[index].line)")
            }
        }
    }

    @Test func onlyWhatIsCommittedAndChangesSomethingArrives() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute(
                """
                begin; insert into item values (1, 'a'); commit;
                begin; insert into item values (2, 'rolled back'); rollback;
                begin;
                    insert into item values (3, 'kept');
                    savepoint s; insert into item values (4, 'undone'); update item set name = 'undone'; rollback to s;
                    insert into item values (5, 'kept too');
                commit;
                update item set name = name;
                update item set name = 'b' where id = 1;
                """)
            try await scenario.relayAll()
            #expect(
                try scenario.events().map { "\($0.op) \($0.id)" } == ["insert 1", "insert 3", "insert 5", "update 1"])
        }
    }

    @Test func changesOfOneTransactionShareItsNumberAndItsContext() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute(
                """
                begin;
                set local tailrace.context = '{"user": 42}';
                set local tailrace.origin = 'elsewhere';
                insert into item values (1, 'a');
                insert into item values (2, 'b');
                commit;
                insert into item values (3, 'c');
                """)
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map { $0["context"] } == [["user": 42], ["user": 42], .null])
            #expect(events.map { $0["origin"] } == ["elsewhere", "elsewhere", nil])
            #expect(events[0]["xid"] == events[1]["xid"])
            #expect(events[0]["xid"] != events[2]["xid"])
        }
    }

    @Test func valuesArriveAsTheyAre() async throws {
        let sql = """
            create table item (
                id integer primary key, name text, document json, amount numeric, raw bytea, day date, tags text[]
            );
            """
        let names = ["Zoë 🦦 漢字", #"a "quoted" \ value"#, "two\nlines\r\nand\ta tab", "\u{1}\u{7f}", "", "null"]
        try await Scenario.run(sql: sql) { scenario in
            let connection = try await scenario.connect()
            for (index, name) in names.enumerated() {
                try await connection.query(
                    "insert into item (id, name) values ($1::text::integer, $2)", [.text("\(index)"), .text(name)])
            }
            try await connection.execute(
                #"""
                insert into item (id, document, amount, raw, day, tags) values (
                    100, E'{"a":\n\n 1,\r\n "b": "x\\ny" }', 12345678901234567890.12345678901234567890, '\x00ff',
                    '2026-11-20', '{a,"b c"}');
                insert into item (id, name) values (101, repeat('é', 500000));
                """#)
            await connection.close()
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.prefix(names.count).map { $0["after"]?["name"] } == names.map { .string($0) })
            let rich = events[names.count]
            #expect(rich["after"]?["document"] == ["a": 1, "b": "x\ny"])
            #expect(rich.line.contains(#""amount":12345678901234567890.12345678901234567890,"#))
            #expect(rich["after"]?["raw"] == #"\x00ff"#)
            #expect(rich["after"]?["day"] == "2026-11-20")
            #expect(rich["after"]?["tags"] == ["a", "b c"])
            #expect(events.last?["after"]?["name"] == .string(String(repeating: "é", count: 500_000)))
        }
    }

    @Test func partitionsArriveUnderTheirParentsName() async throws {
        let sql = """
            create table item (id integer primary key, name text) partition by range (id);
            create table item_low partition of item for values from (0) to (10);
            create table item_high partition of item for values from (10) to (20);
            """
        try await Scenario.run(sql: sql) { scenario in
            try await scenario.execute("insert into item values (1, 'a'), (11, 'b')")
            try await scenario.execute("create table item_later partition of item for values from (20) to (30)")
            try await scenario.execute("insert into item values (21, 'c')")
            try await scenario.relayAll()
            let events = try scenario.events()
            #expect(events.map { $0["table"] } == ["item", "item", "item"])
            #expect(events.map { $0["partition"] } == ["public.item_low", "public.item_high", "public.item_later"])
        }
    }

    @Test func addedAndDroppedColumnsNeedNoSetup() async throws {
        try await Scenario.run { scenario in
            try await scenario.execute(
                """
                insert into item values (1, 'a');
                alter table item add column size integer default 3;
                update item set name = 'b';
                alter table item drop column name;
                update item set size = 4;
                """)
            try await scenario.relayAll()
            #expect(
                try scenario.events().map { $0["after"] } == [
                    ["id": 1, "name": "a"], ["id": 1, "name": "b", "size": 3], ["id": 1, "size": 4],
                ])
        }
    }
}
