extension CaptureMatrix {
    private static let family = """
        create table city (id integer primary key, name text);
        create table capital (country text, primary key (id)) inherits (city)
        """

    static let inheritance = CaptureGroup(
        title: "Inheritance",
        cases: [
            CaptureCase(
                name: "parent and child are both captured", schema: family,
                statements: [
                    "insert into city values (1, 'Aix'); insert into capital values (2, 'Bern', 'CH')",
                    "update city set name = upper(name)", "delete from city where id = 2", "truncate city",
                ],
                captured: [
                    #"city: insert {"id":1}"#, #"capital: insert {"id":2}"#, #"city: update {"id":1}"#,
                    #"capital: update {"id":2}"#, #"capital: delete {"id":2}"#, "city: truncate", "capital: truncate",
                ]),
            CaptureCase(
                name: "only the parent is captured: rows of a child are the child's, which wants to be captured itself",
                tables: "public.city: {}", schema: family,
                statements: [
                    "insert into city values (1, 'Aix'); insert into capital values (2, 'Bern', 'CH')",
                    "update city set name = upper(name)",
                ],
                captured: [#"insert {"id":1}"#, #"update {"id":1}"#]),
        ])
}
