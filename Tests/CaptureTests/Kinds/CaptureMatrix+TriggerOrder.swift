extension CaptureMatrix {
    /// A table with a trigger of the user's own, whose function does this.
    private static func table(_ trigger: String, doing body: String) -> String {
        """
        create table item (id integer primary key, name text, version integer default 0);
        create function act() returns trigger language plpgsql as $$ begin \(body) end $$;
        create trigger \(trigger) execute function act()
        """
    }
    private static let countVersion = """
        if new.version = old.version then update item set version = version + 1 where id = new.id; end if; return null;
        """
    private static let one = "insert into item values (1, 'one')"

    /// What doctor finds, and what happens where nobody listens.
    static let earlyTrigger = CaptureCase(
        name: "an AFTER ROW trigger that sorts before the capture trigger and updates the row (doctor names it)",
        schema: table(#""Early" after update on item for each row"#, doing: countVersion), given: one,
        statements: ["update item set name = 'uno'"], captured: [#"update {"id":1} ×2"#],
        putBack: .lost("the trigger's own change is captured before the one that fired it"))

    static let triggerOrder = CaptureGroup(
        title: "The application's own triggers",
        cases: [
            CaptureCase(
                name: "a BEFORE ROW trigger that changes the row",
                schema: table(
                    "before insert on item for each row", doing: "new.name := upper(new.name); return new;"
                ).replacing("trigger before", with: "trigger own before"),
                statements: [one], captured: [#"insert {"id":1}"#]),
            CaptureCase(
                name: "a BEFORE ROW trigger that suppresses the change",
                schema: table("own before insert or update on item for each row", doing: "return null;"),
                statements: [one], captured: []),
            CaptureCase(
                name: "an AFTER ROW trigger that updates the same row",
                schema: table("own after update on item for each row", doing: countVersion), given: one,
                statements: ["update item set name = 'uno'"], captured: [#"update {"id":1} ×2"#]),
            earlyTrigger,
            CaptureCase(
                name: "an AFTER ROW trigger that updates the same row, after a statement of several rows",
                schema: table("own after update on item for each row", doing: countVersion),
                given: "insert into item values (1, 'one'), (2, 'two')", statements: ["update item set name = 'x'"],
                captured: [#"update {"id":1} ×2"#, #"update {"id":2} ×2"#]),
            CaptureCase(
                name: "an AFTER ROW trigger that updates other rows of the same statement",
                schema: table(
                    "own after update on item for each row",
                    doing: """
                        if new.name = 'first' then update item set name = 'other' where id <> new.id; end if; return null;
                        """),
                given: "insert into item values (1, 'one'), (2, 'two')", statements: ["update item set name = 'first'"],
                captured: [#"update {"id":1}"#, #"update {"id":2} ×2"#, #"update {"id":1}"#],
                putBack: .lost(
                    "PostgreSQL fires triggers row by row: the second row's own change comes after the trigger's")),
            CaptureCase(
                name: "an AFTER INSERT trigger that deletes the row",
                schema: table(
                    "own after insert on item for each row", doing: "delete from item where id = new.id; return null;"),
                statements: [one], captured: [#"insert {"id":1}"#, #"delete {"id":1}"#]),
            CaptureCase(
                name: "an AFTER ROW trigger that writes to another captured table",
                schema: table(
                    "own after insert on item for each row",
                    doing: "insert into audit (item) values (new.id); return null;")
                    + "; create table audit (id integer generated always as identity primary key, item integer)",
                statements: ["insert into item values (1, 'a'), (2, 'b')"],
                captured: [
                    #"item: insert {"id":1}"#, #"audit: insert {"id":1}"#, #"item: insert {"id":2}"#,
                    #"audit: insert {"id":2}"#,
                ]),
            CaptureCase(
                name: "an AFTER STATEMENT trigger that updates the rows",
                schema: table(
                    "own after insert on item for each statement", doing: "update item set version = 1; return null;"),
                statements: ["insert into item values (1, 'a'), (2, 'b')"],
                captured: [
                    #"insert {"id":1}"#, #"insert {"id":2}"#, #"update {"id":1}"#, #"update {"id":2}"#,
                ]),
            CaptureCase(
                name: "a deferred constraint trigger that updates the row",
                schema: table(
                    "own after insert on item deferrable initially deferred for each row",
                    doing: "update item set version = 1 where id = new.id; return null;"
                ).replacing("create trigger", with: "create constraint trigger"),
                statements: ["begin; insert into item values (1, 'a'); update item set name = 'b'; commit"],
                captured: [#"insert {"id":1}"#, #"update {"id":1} ×2"#]),
            CaptureCase(
                name: "an INSTEAD OF trigger of a view", tables: "public.item: {}",
                schema: """
                    create table item (id integer primary key, name text);
                    create view shown as select id, name from item;
                    create function act() returns trigger language plpgsql as $$
                    begin insert into item values (new.id, new.name); return new; end $$;
                    create trigger own instead of insert on shown for each row execute function act()
                    """,
                statements: ["insert into shown values (1, 'one')"], captured: [#"insert {"id":1}"#]),
        ])
}
