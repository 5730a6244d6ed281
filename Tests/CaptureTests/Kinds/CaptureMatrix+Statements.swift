extension CaptureMatrix {
    private static let twoItems = "insert into item values (1, 'one'), (2, 'two')"

    /// `item` with two rows.
    private static func item(
        _ name: String, _ statements: [String], _ captured: [String], from: Int = 14, tables: String = "public.*: {}"
    ) -> CaptureCase {
        CaptureCase(
            name: name, majors: .from(from), tables: tables, given: twoItems, statements: statements, captured: captured
        )
    }

    static let statements = CaptureGroup(
        title: "Statements",
        cases: [
            item(
                "INSERT of several rows", ["insert into item values (3, 'three'), (4, 'four')"],
                [#"insert {"id":3}"#, #"insert {"id":4}"#]),
            item(
                "INSERT … SELECT", ["insert into item select id + 2, name from item order by id"],
                [#"insert {"id":3}"#, #"insert {"id":4}"#]),
            item(
                "INSERT … ON CONFLICT DO UPDATE",
                [
                    """
                    insert into item values (2, 'second'), (3, 'third') \
                    on conflict (id) do update set name = excluded.name
                    """
                ],
                [#"update {"id":2}"#, #"insert {"id":3}"#]),
            item(
                "INSERT … ON CONFLICT DO UPDATE that changes nothing",
                ["insert into item values (2, 'two') on conflict (id) do update set name = excluded.name"], []),
            item(
                "INSERT … ON CONFLICT DO NOTHING",
                ["insert into item values (2, 'second'), (3, 'third') on conflict do nothing"],
                [#"insert {"id":3}"#]),
            item(
                "COPY FROM", [#"copy item from program $$printf '3\tthree\n4\t\\N\n'$$"#],
                [#"insert {"id":3}"#, #"insert {"id":4}"#]),
            item(
                "UPDATE of several rows", ["update item set name = upper(name)"],
                [#"update {"id":1}"#, #"update {"id":2}"#]),
            item(
                "UPDATE … FROM",
                [
                    "update item set name = v.name from (values (1, 'uno'), (2, 'due')) as v (id, name) where item.id = v.id"
                ],
                [#"update {"id":1}"#, #"update {"id":2}"#]),
            item(
                "UPDATE of one row twice in a transaction",
                ["begin; update item set name = 'a' where id = 1; update item set name = 'b' where id = 1; commit"],
                [#"update {"id":1} ×2"#]),
            item("UPDATE that changes nothing", ["update item set name = name"], []),
            item(
                "the same with `on_noop: capture`", ["update item set name = name"],
                [#"update {"id":1}"#, #"update {"id":2}"#], tables: "public.item: { on_noop: capture }"),
            item(
                "UPDATE … WHERE CURRENT OF",
                [
                    """
                    begin; declare here cursor for select * from item order by id for update; fetch here; \
                    update item set name = 'x' where current of here; commit
                    """
                ], [#"update {"id":1}"#]),
            item(
                "DELETE … USING", ["delete from item using (values (1), (2)) as v (id) where item.id = v.id"],
                [#"delete {"id":1}"#, #"delete {"id":2}"#]),
            item(
                "DELETE and INSERT of one key in a transaction",
                ["begin; delete from item where id = 1; insert into item values (1, 'again'); commit"],
                [#"delete {"id":1}"#, #"insert {"id":1}"#]),
            item(
                "MERGE",
                [
                    """
                    merge into item using (values (1, null), (2, 'second'), (3, 'third')) as v (id, name) on v.id = item.id \
                    when matched and v.name is null then delete when matched then update set name = v.name \
                    when not matched then insert values (v.id, v.name)
                    """
                ], [#"delete {"id":1}"#, #"update {"id":2}"#, #"insert {"id":3}"#], from: 15),
            item(
                "MERGE … WHEN NOT MATCHED BY SOURCE",
                [
                    """
                    merge into item using (values (2, 'second')) as v (id, name) on v.id = item.id \
                    when matched then update set name = v.name when not matched by source then delete
                    """
                ], [#"delete {"id":1}"#, #"update {"id":2}"#], from: 17),
            item(
                "writable CTEs",
                [
                    """
                    with gone as (delete from item where id = 1 returning *), \
                    changed as (update item set name = 'x' where id = 2 returning *) \
                    insert into item select id + 10, name from gone
                    """
                ], [#"delete {"id":1}"#, #"insert {"id":11}"#, #"update {"id":2}"#]),
            CaptureCase(
                name: "a writable CTE that moves rows to another table",
                schema: """
                    create table item (id integer primary key, name text);
                    create table archive (id integer primary key, name text)
                    """,
                given: twoItems,
                statements: ["with gone as (delete from item returning *) insert into archive select * from gone"],
                captured: [
                    #"item: delete {"id":1}"#, #"archive: insert {"id":1}"#, #"item: delete {"id":2}"#,
                    #"archive: insert {"id":2}"#,
                ]),
            item(
                "through a view, a rule and a function",
                [
                    "create view plain as select * from item; update plain set name = 'v' where id = 1",
                    """
                    create view ruled as select * from item; \
                    create rule instead as on delete to ruled do instead delete from item where id = old.id; \
                    delete from ruled where id = 2
                    """,
                    "do $$ begin for i in 3..4 loop insert into item values (i, 'f'); commit; end loop; end $$",
                ],
                [#"update {"id":1}"#, #"delete {"id":2}"#, #"insert {"id":3}"#, #"insert {"id":4}"#]),
            item("SELECT … FOR UPDATE", ["select * from item for update"], []),
            item(
                "ROLLBACK, and ROLLBACK TO a savepoint",
                [
                    "begin; delete from item; rollback",
                    """
                    begin; update item set name = 'a' where id = 1; savepoint s; delete from item; rollback to s; \
                    update item set name = 'b' where id = 2; commit
                    """,
                ], [#"update {"id":1}"#, #"update {"id":2}"#]),
            item(
                "a constraint that fails inside a block that goes on",
                [
                    """
                    do $$ begin begin insert into item values (3, 'three'), (1, 'taken'); \
                    exception when unique_violation then null; end; insert into item values (4, 'four'); end $$
                    """
                ], [#"insert {"id":4}"#]),
            item(
                "PREPARE TRANSACTION",
                [
                    "begin; delete from item where id = 1; prepare transaction 'kinds_kept'",
                    "commit prepared 'kinds_kept'",
                    "begin; delete from item where id = 2; prepare transaction 'kinds_left'",
                    "rollback prepared 'kinds_left'",
                ], [#"delete {"id":1}"#]),
            item(
                "TRUNCATE", ["truncate item", "insert into item values (1, 'new')"], ["truncate", #"insert {"id":1}"#]),
            CaptureCase(
                name: "TRUNCATE … CASCADE",
                schema: """
                    create table parent (id integer primary key);
                    create table child (id integer primary key, parent integer references parent)
                    """,
                given: "insert into parent values (1); insert into child values (1, 1)",
                statements: ["truncate parent cascade"], captured: ["parent: truncate", "child: truncate"]),
            item(
                "by a role with no right on the outbox",
                [
                    """
                    create role kinds_app; grant all on item to kinds_app; set role kinds_app; \
                    update item set name = 'x' where id = 1; reset role; drop owned by kinds_app; drop role kinds_app
                    """
                ], [#"update {"id":1}"#]),
            item(
                "with functions and operators of the user's own before the system's",
                [
                    """
                    create function public.row_to_json(item) returns json language sql as $$ select '{}'::json $$; \
                    create function public.to_json(integer) returns json language sql as $$ select '0'::json $$; \
                    create function public.never(text, text) returns boolean language sql as 'select null::boolean'; \
                    create operator public.<> (leftarg = text, rightarg = text, function = public.never)
                    """,
                    "set search_path = public, pg_catalog; update item set id = 3 where id = 1",
                ], [#"update {"id":3} was {"id":1}"#]),
        ])
}
