extension CaptureMatrix {
    private static func family(_ actions: String, child columns: String = "parent integer") -> String {
        """
        create table parent (id integer primary key);
        create table child (id integer primary key, \(columns) references parent \(actions), note text)
        """
    }
    private static let parentAndChildren =
        "insert into parent values (1), (2); insert into child (id, parent) values (10, 1), (11, 1), (20, 2)"
    private static let tree = """
        create table tree (
            id integer primary key, parent integer references tree on update cascade on delete cascade, note text
        )
        """

    static let foreignKeys = CaptureGroup(
        title: "Foreign keys",
        cases: [
            CaptureCase(
                name: "ON DELETE CASCADE", schema: family("on delete cascade"), given: parentAndChildren,
                statements: ["delete from parent where id = 1"],
                captured: [
                    #"parent: delete {"id":1}"#, #"child: delete {"id":10}"#, #"child: delete {"id":11}"#,
                ]),
            CaptureCase(
                name: "ON DELETE SET NULL", schema: family("on delete set null"), given: parentAndChildren,
                statements: ["delete from parent"],
                captured: [
                    #"parent: delete {"id":1}"#, #"parent: delete {"id":2}"#, #"child: update {"id":10}"#,
                    #"child: update {"id":11}"#, #"child: update {"id":20}"#,
                ]),
            CaptureCase(
                name: "ON DELETE SET DEFAULT",
                schema: family("on delete set default", child: "parent integer default 2"), given: parentAndChildren,
                statements: ["delete from parent where id = 1"],
                captured: [
                    #"parent: delete {"id":1}"#, #"child: update {"id":10}"#, #"child: update {"id":11}"#,
                ]),
            CaptureCase(
                name: "ON UPDATE CASCADE", schema: family("on update cascade"), given: parentAndChildren,
                statements: ["update parent set id = 3 where id = 1"],
                captured: [
                    #"parent: update {"id":3} was {"id":1}"#, #"child: update {"id":10}"#,
                    #"child: update {"id":11}"#,
                ]),
            CaptureCase(
                name: "the child's key is the foreign key",
                schema: """
                    create table parent (id integer primary key);
                    create table child (parent integer primary key references parent on update cascade on delete cascade)
                    """,
                given: "insert into parent values (1); insert into child values (1)",
                statements: ["update parent set id = 2", "delete from parent"],
                captured: [
                    #"parent: update {"id":2} was {"id":1}"#, #"child: update {"parent":2} was {"parent":1}"#,
                    #"parent: delete {"id":2}"#, #"child: delete {"parent":2}"#,
                ]),
            CaptureCase(
                name: "a table that references itself, all keys updated", schema: tree,
                given: "insert into tree values (1, null), (2, 1), (3, 2)",
                statements: ["update tree set id = id + 10"],
                captured: [
                    #"update {"id":11} was {"id":1}"#, #"update {"id":12} was {"id":2}"#,
                    #"update {"id":13} was {"id":3}"#, #"update {"id":12}"#, #"update {"id":13}"#,
                ]),
            CaptureCase(
                name: "a table that references itself, the root deleted", schema: tree,
                given: "insert into tree values (1, null), (2, 1), (3, 2)",
                statements: ["delete from tree where id = 1"],
                captured: [#"delete {"id":1}"#, #"delete {"id":2}"#, #"delete {"id":3}"#]),
            CaptureCase(
                name: "a deferred foreign key", schema: family("deferrable initially deferred"),
                statements: [
                    "begin; insert into child values (10, 1); insert into parent values (1); commit",
                    "begin; delete from parent; delete from child; commit",
                ],
                captured: [
                    #"child: insert {"id":10}"#, #"parent: insert {"id":1}"#, #"parent: delete {"id":1}"#,
                    #"child: delete {"id":10}"#,
                ]),
            CaptureCase(
                name: "a partitioned child",
                schema: """
                    create table parent (id integer primary key);
                    create table child (id integer primary key, parent integer references parent on delete cascade)
                        partition by hash (id);
                    create table child_0 partition of child for values with (modulus 1, remainder 0)
                    """,
                given: "insert into parent values (1); insert into child values (10, 1)",
                statements: ["delete from parent"],
                captured: [#"parent: delete {"id":1}"#, #"child: delete {"id":10} in public.child_0"#]),
        ])
}
