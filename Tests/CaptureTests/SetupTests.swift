import Configuration
import PostgresClient
import PostgresTesting
import Testing

@testable import Capture

struct SetupTests {
    private static let table = "create table orders (id integer primary key)"

    @Test func aSchemaOfSomebodyElseIsRefused() async throws {
        let database = try await PostgresCluster.shared().createDatabase("owner")
        let connection = try await PostgresConnection.connect(PostgresSettings(conninfo: database.conninfo))
        try await connection.execute(
            """
            do $$ begin create role "Some Body"; exception when duplicate_object then null; end $$;
            create schema tailrace authorization "Some Body";
            """)
        let error = await #expect(throws: CaptureError.self) {
            try await Setup(tables: [], sourceName: nil, lockTimeout: .seconds(1)).apply(connection)
        }
        #expect(error?.description.hasPrefix("the schema tailrace belongs to role Some Body; run setup as") == true)
    }

    @Test func functionsNamedLikeAnotherTablesAreSortedOut() async throws {
        let scenario = try await CaptureScenario(
            "create table b (id integer primary key); create table c (id integer primary key)",
            capturing: "public.*: {}")
        // As after a restore into another cluster, where the numbers of the tables have changed places.
        try await scenario.run(
            """
            do $$
            declare
                b text := 'capture_' || 'b'::regclass::oid;
                c text := 'capture_' || 'c'::regclass::oid;
                event text;
            begin
                foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
                    execute format('alter function tailrace.%I() rename to swap', b || '_' || event);
                    execute format('alter function tailrace.%I() rename to %I', c || '_' || event, b || '_' || event);
                    execute format('alter function tailrace.swap() rename to %I', c || '_' || event);
                end loop;
            end
            $$
            """)
        try await scenario.setup("public.*: {}")
        #expect(try await scenario.setup("public.*: {}").steps.isEmpty)
        try await scenario.run("insert into b values (1); insert into c values (2)")
        #expect(try await scenario.captured().map(\.key) == [#"{"id":1}"#, #"{"id":2}"#])
    }

    @Test func aRoleThatMayOnlyCreateTriggersCanTakeThemAway() async throws {
        let scenario = try await CaptureScenario(
            """
            do $$ begin create role installer; exception when duplicate_object then null; end $$;
            create table orders (id integer primary key);
            """, capturing: "")
        try await scenario.run(
            """
            drop schema tailrace cascade;
            do $$ begin execute format('grant create on database %I to installer', current_database()); end $$;
            grant trigger on orders to installer;
            set role installer;
            """)
        try await scenario.setup("public.orders: {}")
        try await scenario.setup("public.orders: { operations: [insert] }")
        try await scenario.setup("", mayRemoveAll: true)
        try await scenario.run(
            "insert into tailrace.sink (name, type, snapshot, highest_seq) values ('a', 'b', '3:3:', 0)")
        try await scenario.run("reset role; insert into orders values (1)")
        #expect(try await scenario.captured().isEmpty)
    }

    @Test func theScriptCannotBeLeftThroughAName() async throws {
        let scenario = try await CaptureScenario(
            #"create table "x\ncreate table pwned (); --" (id integer primary key)"#.replacing(#"\n"#, with: "\n"),
            capturing: "")
        let entries = try ConfigurationFile.parse("tables: { public.*: {} }", file: "test.yaml").read(TestTables.self)
        let setup = Setup(tables: entries.tables, sourceName: nil, lockTimeout: .seconds(1))
        let plan = try await setup.plan(scenario.connection)
        try await scenario.run(plan.script(lockTimeout: .seconds(1)))
        #expect(try await scenario.connection.query("select to_regclass('pwned') is null").single())
        #expect(try await setup.plan(scenario.connection).steps.isEmpty)
    }

    @Test func noTableAtAllIsTakenForAMistake() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.orders: {}")
        let error = await #expect(throws: CaptureError.self) { try await scenario.setup("") }
        #expect(
            error?.description
                == "the configuration names no table, which would end the capture of public.orders; "
                + "add --remove-all if that is meant")
        try await scenario.run("insert into orders values (1)")
        #expect(try await scenario.captured().count == 1)
        try await scenario.setup("", mayRemoveAll: true)
        try await scenario.run("insert into orders values (2)")
        #expect(try await scenario.captured().isEmpty)
    }

    @Test func theSourceKeepsItsName() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.orders: {}")
        let name: String = try await scenario.connection.query("select name from tailrace.source").single()
        #expect(try await scenario.setup("public.orders: {}", source: name).steps.isEmpty)
        let error = await #expect(throws: CaptureError.self) {
            try await scenario.setup("public.orders: {}", source: "other")
        }
        #expect(
            error?.description.hasPrefix("the source was installed as \(name) and the configuration says other") == true
        )
    }

    @Test func aRestoredCopyIsRefused() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.orders: {}")
        try await scenario.run("update tailrace.witness set writer = 1")
        let error = await #expect(throws: CaptureError.self) { try await scenario.setup("public.orders: {}") }
        #expect(error?.description.hasPrefix("this database was restored from a dump") == true)
    }
}
