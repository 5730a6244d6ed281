extension CaptureMatrix {
    private static let events = """
        create table event (id integer, day date, note text, primary key (id, day)) partition by range (day);
        create table event_1 partition of event for values from ('2024-01-01') to ('2024-02-01');
        create table event_2 partition of event for values from ('2024-02-01') to ('2024-03-01')
        """

    static let partitions = CaptureGroup(
        title: "Partitioned tables",
        cases: [
            CaptureCase(
                name: "insert, update and delete on the parent", schema: events,
                statements: [
                    "insert into event values (1, '2024-01-05', 'a'), (2, '2024-02-05', 'b')",
                    "update event set note = 'c'", "delete from event where id = 1",
                ],
                captured: [
                    #"insert {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"insert {"id":2,"day":"2024-02-05"} in public.event_2"#,
                    #"update {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"update {"id":2,"day":"2024-02-05"} in public.event_2"#,
                    #"delete {"id":1,"day":"2024-01-05"} in public.event_1"#,
                ]),
            CaptureCase(
                name: "directly on a partition", schema: events,
                statements: [
                    "insert into event_1 values (1, '2024-01-05', 'a')", "update event_1 set note = 'b'",
                    "delete from event_1",
                ],
                captured: [
                    #"insert {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"update {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"delete {"id":1,"day":"2024-01-05"} in public.event_1"#,
                ]),
            CaptureCase(
                name: "a row that moves to another partition", schema: events,
                given: "insert into event values (1, '2024-01-05', 'a')",
                statements: ["update event set day = '2024-02-05'"],
                captured: [
                    #"delete {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"insert {"id":1,"day":"2024-02-05"} in public.event_2"#,
                ]),
            CaptureCase(
                name: "COPY, ON CONFLICT and MERGE into the parent", majors: .from(15), schema: events,
                statements: [
                    #"copy event from program $$printf '1\t2024-01-05\ta\n2\t2024-02-05\tb\n'$$"#,
                    "insert into event values (1, '2024-01-05', 'c') on conflict (id, day) do update set note = excluded.note",
                    """
                    merge into event using (values (2, date '2024-02-05')) as v (id, day) on v.id = event.id and v.day = event.day \
                    when matched then delete
                    """,
                ],
                captured: [
                    #"insert {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"insert {"id":2,"day":"2024-02-05"} in public.event_2"#,
                    #"update {"id":1,"day":"2024-01-05"} in public.event_1"#,
                    #"delete {"id":2,"day":"2024-02-05"} in public.event_2"#,
                ]),
            CaptureCase(
                name: "several levels, in another schema, with other orders of columns and a default partition",
                tables: "public.deep: {}",
                schema: """
                    create schema far;
                    create table deep (kind text, id integer, note text, primary key (kind, id)) partition by list (kind);
                    create table far.a (note text, id integer not null, kind text not null) partition by hash (id);
                    create table far."A 0" (id integer not null, kind text not null, note text);
                    alter table far.a attach partition far."A 0" for values with (modulus 1, remainder 0);
                    alter table deep attach partition far.a for values in ('a');
                    create table rest partition of deep default
                    """,
                statements: [
                    "insert into deep values ('a', 1, 'x'), ('z', 2, 'y')", "update far.a set note = 'w'",
                    "update deep set kind = 'b' where id = 1",
                ],
                captured: [
                    #"insert {"kind":"a","id":1} in far.A 0"#, #"insert {"kind":"z","id":2} in public.rest"#,
                    #"update {"kind":"a","id":1} in far.A 0"#, #"delete {"kind":"a","id":1} in far.A 0"#,
                    #"insert {"kind":"b","id":1} in public.rest"#,
                ]),
            CaptureCase(
                name: "a partition that is made or attached later", schema: events,
                statements: [
                    "create table event_3 partition of event for values from ('2024-03-01') to ('2024-04-01')",
                    """
                    create table event_4 (like event including all); \
                    alter table event attach partition event_4 for values from ('2024-04-01') to ('2024-05-01')
                    """,
                    "insert into event values (3, '2024-03-05', 'c'), (4, '2024-04-05', 'd')",
                ],
                captured: [
                    #"insert {"id":3,"day":"2024-03-05"} in public.event_3"#,
                    #"insert {"id":4,"day":"2024-04-05"} in public.event_4"#,
                ]),
            CaptureCase(
                name: "a partition that is attached with rows in it", schema: events,
                statements: [
                    """
                    create table event_3 (like event including all); insert into event_3 values (3, '2024-03-05', 'c'); \
                    alter table event attach partition event_3 for values from ('2024-03-01') to ('2024-04-01')
                    """,
                    "insert into event values (4, '2024-03-06', 'd')",
                ],
                captured: [#"insert {"id":4,"day":"2024-03-06"} in public.event_3"#],
                putBack: .lost("its rows come without a change of theirs")),
            CaptureCase(
                name: "a partition that is detached", schema: events,
                given: "insert into event values (1, '2024-01-05', 'a'), (2, '2024-02-05', 'b')",
                statements: [
                    "alter table event detach partition event_2", "update event_2 set note = 'c'",
                    "update event set note = 'c'",
                ],
                captured: [#"update {"id":1,"day":"2024-01-05"} in public.event_1"#],
                putBack: .lost("its rows go without a change of theirs, and are not captured any more")),
            CaptureCase(
                name: "TRUNCATE of the parent", schema: events,
                given: "insert into event values (1, '2024-01-05', 'a')", statements: ["truncate event"],
                captured: ["truncate"]),
            CaptureCase(
                name: "TRUNCATE of a single partition", schema: events,
                given: "insert into event values (1, '2024-01-05', 'a')", statements: ["truncate event_1"],
                captured: ["truncate in public.event_1"]),
            CaptureCase(
                name: "TRUNCATE of a part of several levels",
                schema: """
                    create table deep (kind text, id integer, primary key (kind, id)) partition by list (kind);
                    create table deep_a partition of deep for values in ('a') partition by hash (id);
                    create table deep_a_0 partition of deep_a for values with (modulus 1, remainder 0)
                    """,
                given: "insert into deep values ('a', 1)", statements: ["truncate deep_a", "truncate deep_a_0"],
                captured: ["truncate in public.deep_a", "truncate in public.deep_a_0"]),
            CaptureCase(
                name: "a captured table that is attached is captured twice until setup is run",
                schema: events + "; create table event_3 (id integer, day date, note text, primary key (id, day))",
                statements: [
                    "alter table event attach partition event_3 for values from ('2024-03-01') to ('2024-04-01')",
                    "insert into event values (3, '2024-03-05', 'c')",
                ],
                captured: [
                    #"event: insert {"id":3,"day":"2024-03-05"} in public.event_3"#,
                    #"event_3: insert {"id":3,"day":"2024-03-05"}"#,
                ]),
        ])
}
