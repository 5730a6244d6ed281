extension CaptureMatrix {
    static let keys = CaptureGroup(
        title: "Keys",
        cases: [
            CaptureCase(
                name: "UPDATE of the primary key", given: "insert into item values (1, 'one')",
                statements: ["update item set id = 2"], captured: [#"update {"id":2} was {"id":1}"#]),
            CaptureCase(
                name: "two rows that change places, by way of a third key",
                given: "insert into item values (1, 'one'), (2, 'two')",
                statements: [
                    "begin; update item set id = -1 where id = 1; update item set id = 1 where id = 2; "
                        + "update item set id = 2 where id = -1; commit"
                ],
                captured: [
                    #"update {"id":-1} was {"id":1}"#, #"update {"id":1} was {"id":2}"#,
                    #"update {"id":2} was {"id":-1}"#,
                ]),
            CaptureCase(
                name: "two rows that change places in one statement: the key is deferrable",
                schema: "create table item (id integer primary key deferrable, name text)",
                given: "insert into item values (1, 'one'), (2, 'two')",
                statements: ["update item set id = 3 - id"],
                captured: [#"update {"id":2} was {"id":1}"#, #"update {"id":1} was {"id":2}"#],
                putBack: .lost("the second change takes away the key that the first has given")),
            CaptureCase(
                name: "a composite key, of which one part changes",
                schema: "create table line (number integer, item bigint, note text, primary key (item, number))",
                given: "insert into line values (1, 7, 'a'), (2, 7, 'b')",
                statements: ["update line set number = 3 where number = 2", "delete from line where number = 1"],
                captured: [
                    #"update {"item":7,"number":3} was {"item":7,"number":2}"#, #"delete {"item":7,"number":1}"#,
                ]),
            CaptureCase(
                name: "a numeric key that is written another way",
                schema: "create table item (id numeric primary key, name text)",
                given: "insert into item values (1.0, 'one')",
                statements: ["update item set id = 1.00"], captured: [#"update {"id":1.00} was {"id":1.0}"#]),
            CaptureCase(
                name: "a key of text, with quotes, backslashes, blanks and Unicode",
                schema: "create table item (id text primary key, name text)",
                statements: [#"insert into item values ('a "b" ''c'' \d é 漢 😀', 'x'), ('', 'empty')"#],
                captured: [#"insert {"id":"a \"b\" 'c' \\d é 漢 😀"}"#, #"insert {"id":""}"#]),
            CaptureCase(
                name: "a key of a timestamp and a range",
                schema: "create table booking (at timestamp, during int4range, primary key (at, during))",
                statements: ["insert into booking values ('2024-02-03 04:05:06.7', '[1,3]')"],
                captured: [#"insert {"at":"2024-02-03T04:05:06.7","during":"[1,4)"}"#]),
            CaptureCase(
                name: "`key: [column, …]`, with nulls in it", tables: "public.log: { key: [at, who] }",
                schema: "create table log (at integer, who text, note text)",
                statements: ["insert into log values (1, null, 'x')", "update log set who = 'me'"],
                captured: [#"insert {"at":1,"who":null}"#, #"update {"at":1,"who":"me"} was {"at":1,"who":null}"#]),
            CaptureCase(
                name: "`key: row`, with rows that are there several times", tables: "public.log: { key: row }",
                schema: "create table log (at integer, note text)",
                given: "insert into log values (1, 'a'), (1, 'a'), (2, 'b')",
                statements: [
                    "update log set note = 'c' where at = 2",
                    "delete from log where ctid = (select min(ctid) from log where at = 1)",
                ],
                captured: [
                    #"update {"at":2,"note":"c"} was {"at":2,"note":"b"}"#, #"delete {"at":1,"note":"a"}"#,
                ]),
            CaptureCase(
                name: "a unique constraint that is checked at the end",
                schema:
                    "create table item (id integer primary key, place integer unique deferrable initially deferred)",
                given: "insert into item values (1, 1), (2, 2)",
                statements: [
                    "begin; update item set place = 2 where id = 1; update item set place = 1 where id = 2; commit"
                ],
                captured: [#"update {"id":1}"#, #"update {"id":2}"#]),
        ])
}
