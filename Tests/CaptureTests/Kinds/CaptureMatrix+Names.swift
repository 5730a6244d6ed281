extension CaptureMatrix {
    private static func named(_ name: String, table: String, key: String, captured: String) -> CaptureCase {
        let table = "\"\(table)\"", key = "\"\(key)\""
        return CaptureCase(
            name: name, schema: "create table \(table) (\(key) integer primary key, \"v\" text)",
            statements: ["insert into \(table) values (1, 'x')", "update \(table) set \(key) = 2"],
            captured: [#"insert {\#(captured):1}"#, #"update {\#(captured):2} was {\#(captured):1}"#])
    }

    static let names = CaptureGroup(
        title: "Names",
        cases: [
            named("capitals and blanks", table: "Order Lines", key: "Line No", captured: #""Line No""#),
            named("quotes", table: #"a""b'c"#, key: #"k""'"#, captured: #""k\"'""#),
            named("backslashes and dollar signs", table: #"a\b$function$"#, key: #"c\d$1"#, captured: #""c\\d$1""#),
            named("Unicode", table: "bücher 漢字 😀", key: "schlüssel", captured: #""schlüssel""#),
            named("line breaks and control characters", table: "a\nb\tc\u{1}", key: "k\n", captured: #""k\u000a""#),
            named("keywords", table: "select", key: "order", captured: #""order""#),
            named(
                "63 bytes", table: String(repeating: "t", count: 63), key: String(repeating: "k", count: 63),
                captured: "\"\(String(repeating: "k", count: 63))\""),
            CaptureCase(
                name: "a schema with capitals and a dot", tables: #"'"My.Schema".*': {}"#,
                schema: #"create schema "My.Schema"; create table "My.Schema"."t.t" (id integer primary key)"#,
                statements: [#"insert into "My.Schema"."t.t" values (1)"#], captured: [#"insert {"id":1}"#]),
            CaptureCase(
                name: "a table that is renamed and moved to another schema",
                schema: "create table item (id integer primary key); create schema other",
                statements: [
                    "alter table item rename to thing; alter table thing set schema other",
                    "insert into other.thing values (1)",
                ],
                captured: [#"insert {"id":1}"#]),
        ])
}
