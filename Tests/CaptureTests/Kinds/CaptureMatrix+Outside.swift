extension CaptureMatrix {
    /// What changes rows, and fires no trigger.
    static let outsideOfTriggers = CaptureGroup(
        title: "What fires no trigger",
        cases: [
            CaptureCase(
                name: "`session_replication_role = replica`, such as of a subscription",
                given: "insert into item values (1, 'one')",
                statements: [
                    "set session_replication_role = replica; delete from item; reset session_replication_role"
                ],
                captured: [], putBack: .lost("triggers do not fire, by the session's own wish")),
            CaptureCase(
                name: "the same with `fire: always`", tables: "public.item: { fire: always }",
                given: "insert into item values (1, 'one')",
                statements: [
                    "set session_replication_role = replica; delete from item; reset session_replication_role"
                ],
                captured: [#"delete {"id":1}"#]),
            CaptureCase(
                name: "ALTER TABLE … ADD COLUMN with a default", given: "insert into item values (1, 'one')",
                statements: ["alter table item add column stock integer not null default 5"],
                captured: [], putBack: .lost("rows that are there get the value without a change")),
            CaptureCase(
                name: "ALTER TABLE … TYPE … USING", given: "insert into item values (1, 'one')",
                statements: ["alter table item alter name type text using upper(name)"],
                captured: [], putBack: .lost("rows that are there get the value without a change")),
        ])
}
