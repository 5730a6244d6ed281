import PostgresClient
import PostgresTesting
import Testing

@testable import Capture

/// Event triggers follow the application's schema changes in its own transactions.
struct EventTriggerTests {
    private static func scenario(
        _ schema: String = "create table orders (id integer primary key)", capturing tables: String = "public.*: {}"
    ) async throws -> CaptureScenario {
        let scenario = try await CaptureScenario(schema, capturing: tables)
        try await scenario.configured(tables, capturesDDL: true).apply(scenario.connection)
        _ = try await scenario.captured()
        return scenario
    }

    @Test(arguments: [
        "public.*: {}", "public.*: { key: [id] }", "public.*: { key: row }", "public.*: { old: key, on_noop: capture }",
        "public.*: { old: none, operations: [insert, delete], truncate: ignore }", "public.*: { truncate: deny }",
        "public.*: { fire: always }",
        "public.*: { when: 'old.id::text <> ''7'' or ''{{key}}'' <> ''$function$''' }",
        #"public.*: { exclude: [secret], mask: { mail: sha256 } }"#,
    ])
    func setupHasNothingLeftToDo(tables: String) async throws {
        let scenario = try await Self.scenario(capturing: tables)
        #expect(try await scenario.plan(tables, capturesDDL: true).isEmpty)
        try await scenario.run(
            #"""
            create table plain (id integer primary key);
            create table pair ("b""c" integer, "a\d" text, id integer, primary key ("a\d", id, "b""c"));
            create table stock (id integer, region text, primary key (id, region)) partition by list (region);
            create table stock_de partition of stock for values in ('de');
            create table stock_us partition of stock for values in ('us') partition by list (id);
            create table stock_us_1 partition of stock_us for values in (1);
            create table kinds (id interval primary key, at timestamptz, f real[], r daterange, c regclass, m money);
            create table zoned (id timestamptz, b bytea, primary key (b, id));
            create table grown (id integer primary key, a integer);
            alter table grown alter column a type double precision;
            create table including (id integer, a text, primary key (id) include (a));
            create table taken as select 1 as id;
            alter table taken add primary key (id);
            create schema elsewhere;
            create table elsewhere.moved (id integer primary key);
            alter table elsewhere.moved set schema public;
            create table stray (id integer, region text, primary key (id, region));
            alter table stock attach partition stray for values in ('fr');
            create temporary table passing (id integer primary key);
            drop table passing;
            create view seen as select 1 as id;
            alter table stock rename to goods;
            """#)
        let plan = try await scenario.plan(tables, capturesDDL: true)
        #expect(plan == [])
        let codes = try await scenario.diagnosis(tables, capturesDDL: true).findings.map(\.code)
        #expect(Set(codes).isSubset(of: [.keyNotUnique, .keyNullable]))
    }

    @Test(arguments: [
        #"quo"te"#, "quo'te", "$function$", "$$", "{{key}}", "{{new_key}}", #"back\slash"#, "Größe 数量", "select",
        #"x'; drop table orders; --"#, "tab\tand\nline", "%s %I", "x(); create table pwned (); --",
        "a_name_that_is_as_long_as_a_name_can_be_in_this_database_of_63",
    ])
    func noNameLeadsOutOfTheGenerator(name: String) async throws {
        let scenario = try await Self.scenario()
        let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
        try await scenario.run(
            """
            create table \(quoted) (\(quoted) integer primary key);
            insert into \(quoted) values (1);
            create table parent (id integer, \(quoted) integer, primary key (\(quoted))) partition by list (\(quoted));
            alter table parent rename to \(quoted.dropLast())2";
            """)
        let rows = try await scenario.captured()
        #expect(rows.map(\.operation) == ["s", "i", "s", "s"])
        #expect(try await scenario.plan("public.*: {}", capturesDDL: true).isEmpty)
        #expect(try await scenario.connection.query("select to_regclass('pwned') is null").single())
        #expect(try await scenario.connection.query("select to_regclass('orders') is not null").single())
    }

    @Test func changesOfTheSchemaStandBetweenThoseOfTheRows() async throws {
        let scenario = try await Self.scenario(
            "create table orders (id integer primary key); create table other (id integer primary key)")
        try await scenario.run(
            """
            begin;
            set local tailrace.context = '{"migration": 7}';
            insert into orders values (1);
            alter table orders add column total numeric not null default 0;
            update orders set total = 1;
            alter table orders rename to purchases;
            alter table purchases rename column total to amount;
            delete from purchases;
            commit;
            drop table purchases;
            """)
        let rows = try await scenario.captured()
        try #require(rows.map(\.operation) == ["i", "s", "u", "s", "s", "d", "s"])
        #expect(rows.dropLast().allSatisfy { $0.context == #"{"migration": 7}"# })
        #expect(rows.filter { $0.operation == "s" }.allSatisfy { $0.key == nil && $0.before == nil })
        #expect(
            rows[1].after == #"""
                {"command":"ALTER TABLE","object":"public.orders","columns":\#
                [{"name":"id","type":"integer","not_null":true},{"name":"total","type":"numeric","not_null":true}],\#
                "primary_key":["id"]}
                """#)
        #expect(rows[3].after?.contains(#""object":"public.purchases","renamed_from":"public.orders""#) == true)
        #expect(rows[6].after == #"{"command" : "DROP TABLE", "object" : "public.purchases"}"#)
        #expect(try await scenario.plan("public.*: {}", capturesDDL: true).isEmpty)
    }

    @Test func aCommandThatIsRolledBackLeavesNothing() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            "begin; create table late (id integer primary key); insert into late values (1); rollback")
        #expect(try await scenario.events().isEmpty)
        #expect(try await scenario.plan("public.*: {}", capturesDDL: true).isEmpty)
    }

    @Test func partitionsComeAndGo() async throws {
        let scenario = try await Self.scenario(
            "create table stock (id integer, region text, primary key (id, region)) partition by list (region)",
            capturing: "public.stock: {}")
        try await scenario.run(
            """
            create table stock_de partition of stock for values in ('de');
            create table stock_fr (id integer, region text, primary key (id, region));
            alter table stock attach partition stock_fr for values in ('fr');
            truncate stock_fr;
            alter table stock detach partition stock_fr;
            drop table stock_de;
            drop table stock;
            select from stock_fr;
            """)
        #expect(
            try await scenario.events() == [
                "s public.stock public.stock_de", "s public.stock", "t public.stock public.stock_fr", "s public.stock",
                "s public.stock public.stock_de", "s public.stock",
            ])
    }

    @Test func aDetachedPartitionIsATableOfItsOwn() async throws {
        let scenario = try await Self.scenario(
            "create table stock (id integer, region text, primary key (id, region)) partition by list (region)")
        try await scenario.run(
            """
            create table stock_de partition of stock for values in ('de') partition by range (id);
            create table stock_de_1 partition of stock_de for values from (1) to (9);
            alter table stock detach partition stock_de;
            """)
        _ = try await scenario.captured()
        try await scenario.run("insert into stock_de values (1, 'de'); truncate stock_de_1; truncate stock_de")
        #expect(
            try await scenario.events() == [
                #"i public.stock_de {"id":1,"region":"de"} public.stock_de_1"#, "t public.stock_de public.stock_de_1",
                "t public.stock_de",
            ])
        #expect(try await scenario.plan("public.*: {}", capturesDDL: true) == [])
    }

    @Test func aSchemaMayBeRenamedAndDropped() async throws {
        let scenario = try await Self.scenario(
            """
            create schema sales; create table sales.orders (id integer primary key);
            create table sales.stock (id integer primary key) partition by list (id);
            create table sales.stock_1 partition of sales.stock for values in (1);
            """, capturing: "sales.*: {}")
        try await scenario.run("alter schema sales rename to trade; insert into trade.orders values (1)")
        #expect(
            try await scenario.events() == [
                "s trade.orders", "s trade.stock", "s trade.stock trade.stock_1", #"i trade.orders {"id":1}"#,
            ])
        try await scenario.run("drop schema trade cascade")
        #expect(try await Set(scenario.events()).isSuperset(of: ["s trade.orders", "s trade.stock"]))
    }

    @Test func anOrdinaryRolesTableIsCapturedToo() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            """
            do $$ begin create role app; exception when duplicate_object then null; end $$;
            grant create, usage on schema public to app;
            set role app;
            create table mine (id integer primary key);
            insert into mine values (1);
            alter table mine add column a integer;
            drop table mine;
            reset role;
            """)
        #expect(
            try await scenario.events() == [
                "s public.mine", #"i public.mine {"id":1}"#, "s public.mine", "s public.mine",
            ])
    }

    @Test(arguments: [
        (
            "alter event trigger tailrace_ddl disable",
            "event trigger tailrace_ddl: it is not as the configuration asks for"
        ),
        ("drop event trigger tailrace_drop", "event trigger tailrace_drop: it is missing"),
        (
            "alter event trigger tailrace_ddl enable replica",
            "event trigger tailrace_ddl: it is not as the configuration asks for"
        ),
        ("delete from tailrace.capture_template", "template for new tables: public.*: it is missing"),
    ])
    func damageIsFoundAndRepaired(damage: String, problem: String) async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(damage)
        let report = try await scenario.diagnosis("public.*: {}", capturesDDL: true)
        #expect(report.findings.map { "\($0.subject): \($0.problem)" } == [problem])
        #expect(!report.isHealthy)
        try await scenario.configured("public.*: {}", capturesDDL: true).apply(scenario.connection)
        #expect(try await scenario.diagnosis("public.*: {}", capturesDDL: true).findings.isEmpty)
    }

    @Test func whatGoesWrongInsideIsAWarning() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            """
            alter table tailrace.outbox rename to elsewhere;
            create table late (id integer primary key);
            alter table late add column a integer;
            drop table late;
            create table later (id integer primary key);
            alter table tailrace.elsewhere rename to outbox;
            """)
        let report = try await scenario.diagnosis("public.*: {}", capturesDDL: true)
        #expect(report.findings.map(\.problem) == ["capture of public.later, key id: missing"])
    }

    @Test func switchedOffNothingIsLeft() async throws {
        let scenario = try await Self.scenario()
        try await scenario.setup("public.*: {}")
        #expect(try await scenario.plan("public.*: {}").isEmpty)
        try await scenario.run("create table late (id integer primary key)")
        #expect(try await scenario.events().isEmpty)
        #expect(
            try await scenario.connection.query("select count(*) from pg_event_trigger").single(as: Int64.self) == 0)
    }

    @Test func uninstallRemovesThem() async throws {
        let scenario = try await Self.scenario()
        try await Uninstall(lockTimeout: .seconds(5)).apply(scenario.connection)
        #expect(
            try await scenario.connection.query("select count(*) from pg_event_trigger").single(as: Int64.self) == 0)
        try await scenario.run("create table late (id integer primary key); drop table late")
    }

    @Test func aRoleThatMayNotIsTold() async throws {
        let database = try await PostgresCluster.shared().createDatabase("events")
        let owner = try await PostgresConnection.connect(PostgresSettings(conninfo: database.conninfo))
        try await owner.execute(
            """
            do $$ begin create role ordinary; exception when duplicate_object then null; end $$;
            do $$ begin execute format('grant create on database %I to ordinary', current_database()); end $$;
            set role ordinary;
            """)
        let error = await #expect(throws: CaptureError.self) {
            _ = try await Setup(tables: [], sourceName: nil, lockTimeout: .seconds(5), capturesDDL: true).plan(owner)
        }
        #expect(error?.description.hasPrefix("role ordinary may not create event triggers, which `capture_ddl") == true)
    }
}
