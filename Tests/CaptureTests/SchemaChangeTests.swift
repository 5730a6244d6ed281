import Configuration
import PostgresClient
import Testing

@testable import Capture

/// The application changes its schema while the capture is on. Each test writes before and after in the same session,
/// so that the trigger functions' cached plans are those of the schema before.
struct SchemaChangeTests {
    private static let table = "create table orders (id integer primary key, total numeric, note text)"

    private static func scenario() async throws -> CaptureScenario {
        let scenario = try await CaptureScenario(table, capturing: "public.orders: {}")
        try await scenario.run(
            """
            prepare raise (integer) as update orders set total = total + 1 where id = $1;
            insert into orders values (1, 1, 'a'), (2, 2, 'b');
            execute raise(1);
            delete from orders where id = 2;
            """)
        _ = try await scenario.captured()
        return scenario
    }

    @Test func anAddedColumnIsCapturedAtOnce() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            "alter table orders add column country text default 'de'; execute raise(1); insert into orders values (3)")
        #expect(
            try await scenario.captured().map(\.after) == [
                #"{"id":1,"total":3,"note":"a","country":"de"}"#, #"{"id":3,"total":null,"note":null,"country":"de"}"#,
            ])
        try await Self.expectOnlyNews(scenario, "the column country is new")
    }

    /// What was captured was right: setup has nothing to do but to write down what it sees, and to make functions that
    /// know it where that is quicker.
    private static func expectOnlyNews(
        _ scenario: CaptureScenario, _ problem: String, tables: String = "public.orders: {}", functionsStay: Bool = true
    ) async throws {
        let report = try await scenario.diagnosis(tables)
        #expect(report.findings.map(\.problem) == [problem])
        #expect(report.findings.allSatisfy { $0.code == .columnsChanged })
        let functions = "select string_agg(xmin::text, ',' order by oid) from pg_proc where proname like 'capture\\_%'"
        let before: String = try await scenario.connection.query(PostgresStatement(functions)).single()
        try await scenario.setup(tables)
        let after: String = try await scenario.connection.query(PostgresStatement(functions)).single()
        #expect((after == before) == functionsStay)
        #expect(try await scenario.plan(tables).isEmpty)
    }

    @Test func aDroppedColumnIsGoneAtOnce() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run("alter table orders drop column note; execute raise(1); delete from orders")
        let rows = try await scenario.captured()
        #expect(rows.map(\.before) == [#"{"id":1,"total":2}"#, #"{"id":1,"total":3}"#])
        try await Self.expectOnlyNews(scenario, "the column note is gone")
    }

    @Test func aRenamedColumnIsCapturedByItsNewName() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run("alter table orders rename column note to remark; update orders set remark = 'z'")
        #expect(try await scenario.captured().map(\.after) == [#"{"id":1,"total":2,"remark":"z"}"#])
        try await Self.expectOnlyNews(scenario, "the column note is called remark now")
    }

    @Test func aRetypedColumnIsCapturedAsItIs() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            "alter table orders alter column total type text using total::text; update orders set total = 'much'")
        #expect(try await scenario.captured().map(\.after) == [#"{"id":1,"total":"much","note":"a"}"#])
        try await Self.expectOnlyNews(scenario, "the column total was numeric and is text now")
    }

    @Test(arguments: [
        ("alter table orders alter column id type bigint", #"{"id":1}"#, "~ capture of public.orders, key id", true),
        (
            "alter table orders alter column id type text using 'n' || id", #"{"id":"n1"}"#,
            "~ capture of public.orders, key id", true
        ),
        (
            "alter table orders rename column id to number", #"{"number":1}"#,
            "~ capture of public.orders, key number", false
        ),
        (
            "alter table orders drop constraint orders_pkey, add primary key (note)", #"{"id":1}"#,
            "~ capture of public.orders, key note", false
        ),
    ])
    func aKeyColumnMayChange(change: String, key: String, plan: String, isHealthy: Bool) async throws {
        let scenario = try await Self.scenario()
        try await scenario.run("\(change); update orders set total = 7; delete from orders")
        #expect(try await scenario.captured().map(\.key) == [key, key])
        #expect(try await scenario.plan("public.orders: {}") == [plan])
        #expect(try await scenario.diagnosis("public.orders: {}").isHealthy == isHealthy)
        try await scenario.setup("public.orders: {}")
        #expect(try await scenario.plan("public.orders: {}").isEmpty)
        #expect(try await scenario.diagnosis("public.orders: {}").findings.isEmpty)
    }

    @Test func aRenamedTableIsCapturedByItsNewName() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            "alter table orders rename to purchases; update purchases set total = 9; truncate purchases")
        #expect(try await scenario.events() == [#"u public.purchases {"id":1}"#, "t public.purchases"])
        let error = await #expect(throws: ConfigurationError.self) {
            _ = try await scenario.plan("public.orders: {}")
        }
        let problem =
            "there is no table public.orders any more; since setup last ran it has become public.purchases"
        #expect(error?.description.contains(problem) == true)
        let report = try await scenario.diagnosis("public.orders: {}")
        #expect(report.findings.map(\.problem) == [problem])
        #expect(!report.isHealthy)
        try await Self.expectOnlyNews(
            scenario, "it was called public.orders", tables: "public.purchases: {}", functionsStay: false)
    }

    @Test func aTableThatMovesToAnotherSchemaIsCapturedThere() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run(
            "create schema archive; alter table orders set schema archive; delete from archive.orders")
        #expect(try await scenario.events() == [#"d archive.orders {"id":1}"#])
        #expect(try await scenario.plan("archive.*: {}") == ["~ capture of archive.orders, key id"])
    }

    @Test func tablesMayExchangeTheirNames() async throws {
        let scenario = try await CaptureScenario(
            "create table a (id integer primary key); create table b (id integer primary key, of_b integer)",
            capturing: "public.a: {}\npublic.b: {}")
        try await scenario.run(
            """
            insert into a values (1); insert into b values (1);
            alter table a rename to c; alter table b rename to a; alter table c rename to b;
            insert into a values (2, 2);
            """)
        #expect(
            try await scenario.events()
                == [#"i public.a {"id":1}"#, #"i public.b {"id":1}"#, #"i public.a {"id":2}"#])
        #expect(
            try await scenario.plan("public.a: {}\npublic.b: {}") == [
                "~ capture of public.a, key id", "~ capture of public.b, key id",
            ])
    }

    @Test func aDroppedTableLeavesNothingBehind() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run("create table other (id integer primary key); drop table orders")
        let step = "record of public.orders, which is not captured any more"
        #expect(try await scenario.plan("public.other: {}").first == "- \(step)")
        let error = await #expect(throws: ConfigurationError.self) {
            _ = try await scenario.plan("public.orders: {}")
        }
        #expect(
            error?.description.contains(
                "there is no table public.orders any more; it was there when setup last ran")
                == true)
        try await scenario.setup("public.other: {}")
        #expect(try await scenario.diagnosis("public.other: {}").findings.isEmpty)
        let left: Int64 = try await scenario.connection.query(
            """
            select count(distinct split_part(proname, '_', 2)) from pg_proc
            where pronamespace = 'tailrace'::regnamespace and proname like 'capture\\_%'
            """
        ).single()
        #expect(left == 1)
    }

    @Test func aTableThatIsMadeAnewIsFound() async throws {
        let scenario = try await Self.scenario()
        try await scenario.run("drop table orders; \(Self.table); insert into orders values (1)")
        #expect(try await scenario.events().isEmpty)
        let plan = try await scenario.plan("public.orders: {}")
        #expect(plan.first == "- record of public.orders, which is not captured any more")
        #expect(plan.last == "+ capture of public.orders, key id")
        let report = try await scenario.diagnosis("public.orders: {}")
        #expect(report.findings.map(\.code).contains(.tableNotCaptured))
        try await scenario.setup("public.orders: {}")
        try await scenario.run("insert into orders values (2)")
        #expect(try await scenario.events() == [#"i public.orders {"id":2}"#])
        #expect(try await scenario.plan("public.orders: {}").isEmpty)
    }

    @Test func aNewTableOfASchemaIsFound() async throws {
        let scenario = try await CaptureScenario(Self.table, capturing: "public.*: {}")
        try await scenario.run("create table late (id integer primary key)")
        #expect(try await scenario.plan("public.*: {}") == ["+ capture of public.late, key id"])
    }

    @Test func childrenOfACapturedTableAreNamed() async throws {
        let scenario = try await CaptureScenario(
            """
            create table cities (id integer primary key, name text);
            create table capitals (country text, primary key (id)) inherits (cities);
            create table seats (primary key (id)) inherits (capitals);
            insert into capitals values (1, 'Bern', 'ch');
            """, capturing: "public.cities: {}")
        let warnings = try await scenario.configured("public.cities: {}").plan(scenario.connection).warnings
        #expect(
            warnings.map(\.problem) == [
                "its child public.capitals is not captured", "its child public.seats is not captured",
            ])
        #expect(try await scenario.diagnosis("public.cities: {}").findings.map(\.code) == [.childNotCaptured])
        try await scenario.setup("public.*: {}")
        #expect(try await scenario.diagnosis("public.*: {}").findings.isEmpty)
        try await scenario.run("update cities set name = 'Berne'; truncate cities")
        #expect(
            try await scenario.events() == [
                #"u public.capitals {"id":1}"#, "t public.cities", "t public.capitals", "t public.seats",
            ])
    }

    /// A column that is new explains that setup would write another list of columns, and nothing else.
    @Test func aNewColumnHidesNoOtherDifference() async throws {
        let tables = "public.t: { exclude: [secret] }"
        let scenario = try await CaptureScenario(
            "create table t (id integer primary key, secret text)", capturing: tables)
        try await scenario.run("alter table t add extra text")
        #expect(try await scenario.examine(tables).findings.map(\.code) == [.columnsChanged])
        let forgotten = try await scenario.examine("public.t: { exclude: [secret, extra] }")
        #expect(forgotten.findings.contains { $0.code == .functionAltered })
        #expect(!forgotten.isHealthy)
        try await scenario.run(
            """
            do $$
            begin
                execute format(
                    'create or replace function tailrace.capture_%s_insert() returns trigger language plpgsql
                        security definer as %L',
                    't'::regclass::oid, 'begin return null; end');
            end
            $$
            """)
        let altered = try await scenario.examine(tables)
        #expect(altered.findings.contains { $0.code == .functionAltered })
        #expect(!altered.isHealthy)
        try await scenario.setup(tables)
        #expect(try await scenario.examine(tables).findings.isEmpty)
    }
}
