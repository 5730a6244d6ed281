import Configuration
import PostgresClient
import Testing

@testable import Capture

struct DoctorTests {
    private static let schema = """
        create table orders (id integer primary key, total numeric);
        create function mind() returns trigger language plpgsql as 'begin return null; end';
        """

    @Test func aWholeCaptureIsHealthy() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        let report = try await scenario.examine("public.orders: {}")
        #expect(report.findings.isEmpty)
        #expect(report.isHealthy)
        #expect(report.tables == ["public.orders"])
    }

    @Test(arguments: [
        "alter table orders disable trigger _tailrace_update",
        "alter table orders enable replica trigger _tailrace_update",
        "drop trigger _tailrace_truncate on orders",
        "do $$ begin execute replace(pg_get_functiondef((select oid from pg_proc where proname like 'capture%delete')), "
            + "'row_to_json(old.*)', 'row_to_json(null)'); end $$",
        "do $$ begin execute format('alter function tailrace.%I() security invoker', "
            + "(select proname from pg_proc where proname like 'capture%insert')); end $$",
    ])
    func whatIsAlteredIsFoundAndRepaired(damage: String) async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run(damage)
        let report = try await scenario.examine("public.orders: {}")
        #expect(Set(report.findings.map(\.subject)) == ["public.orders"])
        #expect(!report.isHealthy)
        #expect(report.findings.first?.repair == "tailrace setup")
        try await scenario.setup("public.orders: {}")
        #expect(try await scenario.examine("public.orders: {}").findings.isEmpty)
    }

    @Test func aNewTableOfASchemaIsFound() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.*: {}")
        try await scenario.run("create table late (id integer primary key)")
        let report = try await scenario.examine("public.*: {}")
        #expect(report.findings.map(\.problem) == ["capture of public.late, key id: missing"])
    }

    @Test func aWrongEntryDoesNotHideTheRest() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.*: {}")
        try await scenario.run(
            "create table keyless (id integer); alter table orders disable trigger _tailrace_insert")
        let report = try await scenario.examine("public.*: {}")
        #expect(report.findings.map(\.subject) == [#"tables."public.*""#, "public.orders"])
        #expect(!report.isHealthy)
    }

    @Test func aTriggerThatFiresTooEarlyIsFound() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run(
            """
            create trigger "Early" after update on orders for each row execute function mind();
            create trigger late after update on orders for each row execute function mind();
            create trigger "Before" before update on orders for each row execute function mind();
            create trigger "Statement" after update on orders for each statement execute function mind();
            """)
        let report = try await scenario.examine("public.orders: {}")
        #expect(report.findings.map(\.problem) == [#"the trigger "Early" fires before the capture trigger"#])
        #expect(!report.isHealthy)
    }

    @Test func aSequenceThatDrawsAheadIsFound() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run("alter sequence tailrace.outbox_seq cache 20")
        let report = try await scenario.examine("public.orders: {}")
        #expect(report.findings.map(\.problem) == ["it draws 20 numbers at a time"])
        #expect(!report.isHealthy)
    }

    @Test func aWrongSegmentIsAWarning() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run(
            "do $$ begin perform setval('tailrace.current_segment', 99); end $$; insert into orders values (1)")
        let report = try await scenario.examine("public.orders: {}")
        #expect(report.findings.map(\.code) == [.pointerWrong, .defaultSegmentUsed])
        #expect(report.isHealthy)
    }

    @Test func aSinkThatIsNotConfiguredIsAWarning() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run(
            """
            insert into tailrace.sink (name, type, snapshot, highest_seq) values ('gone', 'file', '3:3:', 0);
            insert into tailrace.sink (name, type, snapshot, highest_seq, lease_expires_at, error)
            values ('here', 'file', '3:3:', 0, '2000-01-01', 'the disk is full');
            """)
        let report = try await scenario.examine("public.orders: {}", sinks: ["here"])
        #expect(
            report.findings.map { "\($0.subject): \($0.problem)" } == [
                "sink gone: the configuration does not name it",
                "sink here: the disk is full",
                "sink here: the relay that served it has died",
            ])
        #expect(report.isHealthy)
    }

    @Test func anotherClusterIsFound() async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: "public.orders: {}")
        try await scenario.run("update tailrace.witness set writer = 1")
        let report = try await scenario.examine("public.orders: {}")
        #expect(report.findings.map(\.subject) == ["source"])
        #expect(!report.isHealthy)
    }
}

extension CaptureScenario {
    /// Asks doctor. The tests' servers run without fsync, which is passed over.
    func examine(
        _ tables: String, sinks: [String] = [], limits: Doctor.Limits = Doctor.Limits(),
        as connection: PostgresConnection? = nil
    ) async throws -> Doctor.Report {
        let text = "tables:\n" + tables.split(separator: "\n").map { "  \($0)\n" }.joined()
        let entries = try ConfigurationFile.parse(text, file: "test.yaml").read(TestTables.self)
        let setup = Setup(tables: entries.tables, sourceName: nil, lockTimeout: .seconds(5))
        let report = try await Doctor(setup, sinks: sinks, limits: limits).examine(connection ?? self.connection)
        return Doctor.Report(tables: report.tables, findings: report.findings.filter { $0.code != .serverUnsafe })
    }
}
