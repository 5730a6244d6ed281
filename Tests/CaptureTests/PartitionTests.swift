import PostgresClient
import PostgresTesting
import Testing

@testable import Capture

struct PartitionTests {
    private static let schema = """
        create table stock (id integer, region text, amount integer, primary key (id, region)) partition by list (region);
        create table stock_de partition of stock for values in ('de');
        create table stock_us partition of stock for values in ('us') partition by range (id);
        create table stock_us_low partition of stock_us for values from (0) to (100);
        create table stock_us_high partition of stock_us for values from (100) to (200);
        create table other (id integer primary key);
        """
    private static let tables = "public.stock: {}\npublic.other: {}"

    @Test(arguments: [
        ("truncate stock", ["t public.stock"]),
        ("truncate stock_de", ["t public.stock public.stock_de"]),
        ("truncate stock_us", ["t public.stock public.stock_us"]),
        ("truncate stock_us_low", ["t public.stock public.stock_us_low"]),
        (
            "truncate stock_de, stock_us_high",
            ["t public.stock public.stock_de", "t public.stock public.stock_us_high"]
        ),
        ("truncate stock_de, stock", ["t public.stock"]),
        ("truncate stock_us_low, stock_us", ["t public.stock public.stock_us"]),
        ("truncate stock, other", ["t public.stock", "t public.other"]),
        ("truncate other, stock_de, stock", ["t public.other", "t public.stock"]),
        ("truncate stock; truncate stock_de", ["t public.stock", "t public.stock public.stock_de"]),
        ("truncate stock_de; truncate stock", ["t public.stock public.stock_de", "t public.stock"]),
        ("truncate stock; truncate stock", ["t public.stock", "t public.stock"]),
        (
            "begin; savepoint s; truncate stock; rollback to s; truncate stock_de; commit",
            ["t public.stock public.stock_de"]
        ),
        ("truncate only stock_de", ["t public.stock public.stock_de"]),
        (
            "do $$ begin truncate stock; truncate stock_us; end $$",
            ["t public.stock", "t public.stock public.stock_us"]
        ),
    ])
    func aTruncateIsOneEvent(statement: String, events: [String]) async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: Self.tables)
        try await scenario.run(statement)
        #expect(try await scenario.events() == events)
    }

    @Test func truncatingIsDeniedForAPartitionToo() async throws {
        let tables = "public.stock: { truncate: deny }"
        let scenario = try await CaptureScenario(Self.schema, capturing: tables)
        for table in ["stock", "stock_de", "stock_us_low"] {
            let error = await #expect(throws: PostgresError.self) { try await scenario.run("truncate \(table)") }
            #expect(error?.message.hasPrefix("truncate of public.stock") == true)
        }
        try await scenario.run("alter table stock detach partition stock_de; truncate stock_de")
        #expect(try await scenario.events().isEmpty)
        try await scenario.setup("public.stock: { truncate: ignore }")
        try await scenario.run("truncate stock")
        #expect(try await scenario.events().isEmpty)
        #expect(try await scenario.plan("public.stock: { truncate: ignore }").isEmpty)
        try await scenario.setup("public.stock: {}")
        #expect(try await scenario.plan("public.stock: {}").isEmpty)
    }

    @Test func aNewPartitionIsCapturedButForItsTruncate() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: Self.tables)
        try await scenario.run(
            """
            create table stock_fr (id integer, region text, amount integer, primary key (id, region));
            alter table stock attach partition stock_fr for values in ('fr');
            insert into stock values (1, 'fr', 1);
            truncate stock;
            """)
        #expect(
            try await scenario.events() == [
                #"i public.stock {"id":1,"region":"fr"} public.stock_fr"#, "t public.stock",
            ])
        let oid = try await scenario.number(of: "stock")
        #expect(
            try await scenario.plan(Self.tables) == [
                "+ trigger _tailrace_\(oid)_truncate of public.stock_fr, a partition of public.stock"
            ])
        #expect(try await !scenario.diagnosis(Self.tables).isHealthy)
        try await scenario.setup(Self.tables)
        try await scenario.run("truncate stock_fr")
        #expect(try await scenario.events() == ["t public.stock public.stock_fr"])
        #expect(try await scenario.plan(Self.tables).isEmpty)
    }

    @Test(arguments: ["detach partition stock_de", "detach partition stock_de concurrently"])
    func aDetachedPartitionIsCapturedNoMore(detach: String) async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: Self.tables)
        try await scenario.run("insert into stock values (1, 'de', 1)")
        try await scenario.run("alter table stock \(detach)")
        try await scenario.run("insert into stock_de values (2, 'de', 1); truncate stock_de; truncate stock")
        #expect(
            try await scenario.events() == [
                #"i public.stock {"id":1,"region":"de"} public.stock_de"#, "t public.stock",
            ])
        let oid = try await scenario.number(of: "stock")
        let step =
            "trigger _tailrace_\(oid)_truncate of public.stock_de, which is no partition of public.stock any more"
        #expect(try await scenario.plan(Self.tables) == ["- \(step)"])
        #expect(try await scenario.diagnosis(Self.tables).isHealthy)
        // As a table of its own.
        try await scenario.setup("public.*: {}")
        #expect(try await scenario.plan("public.*: {}").isEmpty)
        try await scenario.run("truncate stock_de")
        #expect(try await scenario.events() == ["t public.stock_de"])
    }

    @Test func aCapturedTableMayBeAttached() async throws {
        let scenario = try await CaptureScenario(
            Self.schema
                + """
                create table stock_fr (id integer, region text, amount integer, primary key (id, region));
                create table stock_jp (id integer, region text, amount integer, primary key (id, region))
                    partition by list (region);
                """, capturing: "public.*: {}")
        try await scenario.run(
            """
            alter table stock attach partition stock_fr for values in ('fr');
            alter table stock attach partition stock_jp for values in ('jp');
            insert into stock values (1, 'fr', 1);
            """)
        #expect(
            Set(try await scenario.events()) == [
                #"i public.stock_fr {"id":1,"region":"fr"}"#, #"i public.stock {"id":1,"region":"fr"} public.stock_fr"#,
            ])
        #expect(try await !scenario.diagnosis("public.*: {}").findings.contains { $0.problem.contains("fires before") })
        try await scenario.setup("public.*: {}")
        #expect(try await scenario.plan("public.*: {}").isEmpty)
        try await scenario.run("insert into stock values (2, 'fr', 1); truncate stock_fr")
        #expect(
            try await scenario.events() == [
                #"i public.stock {"id":2,"region":"fr"} public.stock_fr"#, "t public.stock public.stock_fr",
            ])
    }

    /// Triggers had other names once. Who has only the TRIGGER right cannot drop them.
    @Test func triggersAreReplacedWithoutOwningTheTable() async throws {
        let database = try await PostgresCluster.shared().createDatabase("guest")
        let owner = try await PostgresConnection.connect(PostgresSettings(conninfo: database.conninfo))
        try await owner.execute(
            """
            do $$ begin create role guest; exception when duplicate_object then null; end $$;
            do $$ begin execute format('grant create on database %I to guest', current_database()); end $$;
            \(Self.schema)
            grant trigger on all tables in schema public to guest;
            set role guest;
            """)
        let setup = try CaptureScenario.configured(Self.tables)
        try await setup.apply(owner)
        try await owner.execute(
            """
            reset role;
            do $$
            declare
                trigger record;
            begin
                for trigger in
                    select tgname, replace(tgname, tgrelid || '_', '') as former
                    from pg_trigger where tgrelid = 'stock'::regclass and tgname like '\\_tailrace\\_%'
                loop
                    execute format('alter trigger %I on stock rename to %I', trigger.tgname, trigger.former);
                end loop;
            end $$;
            set role guest;
            """)
        try await setup.apply(owner)
        #expect(try await setup.plan(owner).steps.map(\.title) == [])
        try await owner.execute("reset role; insert into stock values (1, 'de', 1); truncate stock_de; truncate stock")
        let captured: String = try await owner.query(
            "select string_agg(concat_ws(' ', op, partition), ', ' order by seq) from tailrace.change"
        ).single()
        #expect(captured == "i public.stock_de, t public.stock_de, t")
    }

    @Test func aRenamedPartitionedTableWaitsForSetup() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.*: {}")
        try await scenario.run("alter table stock rename to goods; insert into goods values (1, 'de', 1)")
        #expect(try await scenario.events() == [#"i public.stock {"id":1,"region":"de"} public.stock_de"#])
        #expect(
            try await scenario.plan("public.*: {}") == ["~ capture of public.goods, key id, region"])
        try await scenario.setup("public.*: {}")
        try await scenario.run("truncate goods")
        #expect(try await scenario.events() == ["t public.goods"])
        #expect(try await scenario.plan("public.*: {}").isEmpty)
    }
}

extension CaptureScenario {
    fileprivate func number(of table: String) async throws -> Int64 {
        try await connection.query("select $1::regclass::oid::bigint", [.text(table)]).single()
    }
}
