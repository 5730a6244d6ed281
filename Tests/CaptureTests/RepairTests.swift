import Configuration
import PostgresClient
import PostgresTesting
import Testing

@testable import Capture

/// What is damaged is found, and what doctor says mends it.
struct RepairTests {
    /// The triggers of a partitioned table have its number in their names.
    private static func ofParts(_ command: String, _ event: String) -> String {
        """
        do $$ begin
            execute format('\(command)', concat('_tailrace_', 'parts'::regclass::oid, '_\(event)'));
        end $$
        """
    }

    private static let schema = """
        create table orders (id integer primary key, total numeric, note text);
        create table parts (id integer primary key, name text) partition by range (id);
        create table "Parts 1" partition of parts for values from (0) to (10);
        create table parts_2 partition of parts for values from (10) to (20) partition by range (id);
        create table parts_2_1 partition of parts_2 for values from (10) to (15);
        create function mind() returns trigger language plpgsql as 'begin return null; end';
        create type mood as enum ('good', 'bad');
        """
    fileprivate static let tables = "public.orders: {}\npublic.parts: {}"

    fileprivate struct Damage: CustomTestStringConvertible, Sendable {
        let code: FindingCode
        let sql: String
        var tables = RepairTests.tables
        var testDescription: String { "\(code.rawValue): \(sql)" }

        init(_ code: FindingCode, _ sql: String, tables: String = RepairTests.tables) {
            self.code = code
            self.sql = sql
            self.tables = tables
        }
    }

    /// `{f}` is the function for the inserts of orders, `{role}` a role and `{database}` the database.
    fileprivate static let own: [Damage] = [
        Damage(.triggerMissing, "drop trigger _tailrace_truncate on orders"),
        Damage(.triggerDisabled, "alter table orders disable trigger _tailrace_update"),
        Damage(.triggerDisabled, "alter table orders enable replica trigger _tailrace_update"),
        Damage(.triggerDisabled, Self.ofParts(#"alter table "Parts 1" disable trigger %I"#, "insert")),
        Damage(.triggerDisabled, Self.ofParts("alter table parts_2_1 enable replica trigger %I", "delete")),
        Damage(
            .triggerAltered,
            "drop trigger _tailrace_update on orders; create trigger _tailrace_update after update on orders for each row execute function tailrace.{f}()"
        ),
        Damage(
            .triggerAltered,
            "drop trigger _tailrace_update on orders; create trigger _tailrace_update after update of note on orders for each row execute function tailrace.{u}()"
        ),
        Damage(
            .triggerAltered,
            "drop trigger _tailrace_update on orders; create constraint trigger _tailrace_update after update on orders deferrable initially deferred for each row execute function tailrace.{u}()"
        ),
        Damage(
            .triggerAltered,
            "drop trigger _tailrace_update on orders; create trigger _tailrace_update after update on orders for each row execute function tailrace.{u}('x')"
        ),
        Damage(
            .captureUnwanted, "create trigger zz after insert on orders for each row execute function tailrace.{f}()"),
        Damage(
            .functionAltered,
            "create or replace function tailrace.{f}() returns trigger language plpgsql security definer as 'begin return null; end'"
        ),
        Damage(.functionAltered, "alter function tailrace.{f}() security invoker"),
        Damage(.functionAltered, "alter function tailrace.{f}() set search_path = public"),
        Damage(.functionAltered, "alter function tailrace.{f}() stable"),
        Damage(.functionAltered, "alter function tailrace.{f}() strict"),
        Damage(.functionOwner, #"alter function tailrace.{f}() owner to "{role}""#),
        Damage(.functionRight, "grant execute on function tailrace.{f}() to public"),
        Damage(.functionRight, #"grant execute on function tailrace.{f}() to "{role}""#),
        Damage(.functionMissing, "drop function tailrace.current_key"),
        Damage(.functionAltered, "alter function tailrace.project volatile"),
        Damage(.functionAltered, "alter function tailrace.project security definer"),
        Damage(.functionOwner, #"alter function tailrace.project owner to "{role}""#),
        Damage(
            .keyChanged,
            "alter table orders drop constraint orders_pkey, alter note set default '', alter note set not null, add primary key (id, note)"
        ),
        Damage(.keyChanged, "alter table orders rename id to number"),
        Damage(.columnsChanged, "alter table orders add extra text, drop note, alter total type integer"),
        Damage(
            .columnsChanged, "alter table orders rename to orders_old; create table orders (id integer primary key)",
            tables: "public.*: {}"),
        Damage(.captureUnwanted, "select", tables: "public.orders: {}"),
        Damage(.sequenceAltered, "alter sequence tailrace.outbox_seq cache 20"),
        Damage(.sequenceAltered, "alter sequence tailrace.outbox_seq cycle"),
        Damage(.sequenceAltered, "alter sequence tailrace.outbox_seq increment 2 minvalue -5 maxvalue 1000000"),
        Damage(.sequenceAltered, "alter sequence tailrace.outbox_seq owned by tailrace.outbox.seq"),
        Damage(.sequenceAltered, "alter sequence tailrace.current_segment cache 5"),
        Damage(.sequenceBehind, "insert into orders values (1), (2); alter sequence tailrace.outbox_seq restart"),
        Damage(.defaultAltered, "alter table tailrace.outbox alter xid drop default"),
        Damage(.defaultAltered, "alter table tailrace.outbox alter segment set default 1"),
        Damage(.indexMissing, "drop index tailrace.outbox_seq_index"),
        Damage(.indexMissing, "drop index tailrace.outbox_xid_seq_index"),
        Damage(
            .segmentDetached,
            "insert into orders values (1); alter table tailrace.outbox detach partition tailrace.outbox_segment_1"),
        Damage(.segmentDetached, "alter table tailrace.outbox detach partition tailrace.outbox_segment_default"),
        Damage(.segmentMissing, "drop table tailrace.outbox_segment_default"),
        Damage(.viewMissing, "drop view tailrace.change"),
        Damage(.segmentUnlogged, "alter table tailrace.outbox_segment_2 set unlogged"),
        Damage(.pointerWrong, "do $$ begin perform setval('tailrace.current_segment', 99); end $$"),
        Damage(.pointerWrong, "alter sequence tailrace.current_segment restart"),
    ]

    @Test(arguments: own)
    fileprivate func setupRepairsWhatIsItsOwn(damage: Damage) async throws {
        try await withScenario { scenario, fill in
            try await scenario.run(fill(damage.sql))
            let report = try await scenario.examine(damage.tables)
            let finding = try #require(report.findings.first { $0.code == damage.code }, "\(report.findings)")
            #expect(report.isHealthy == !report.findings.contains { $0.severity == .error })
            #expect(finding.repair == "tailrace setup")
            let plan = try await scenario.setup(damage.tables)
            #expect(plan.steps.flatMap(\.discrepancies).contains { $0.problem == finding.problem })
            let after = try await scenario.examine(damage.tables)
            #expect(after.findings.isEmpty)
            #expect(try await scenario.setup(damage.tables).steps.isEmpty)
            try await scenario.run("insert into orders values (7); insert into parts values (1), (12)")
            #expect(
                try await scenario.captured().filter { $0.key != nil }.count
                    >= (damage.tables.contains("parts") ? 3 : 1))
        }
    }

    fileprivate static let users: [Damage] = [
        Damage(.triggerOrder, #"create trigger "Ea rly" after update on orders for each row execute function mind()"#),
        Damage(.triggerOrder, #"create trigger "Ea rly" after update on parts for each row execute function mind()"#),
        Damage(.tableUnlogged, "alter table orders set unlogged"),
        Damage(
            .keyDeferrable,
            "alter table orders drop constraint orders_pkey, add constraint \"my key\" primary key (id) deferrable initially deferred"
        ),
        Damage(
            .keyNotUnique, "alter table orders alter total set not null",
            tables: "public.orders: { key: [total] }\npublic.parts: {}"),
        Damage(
            .keyNullable, "alter table orders add unique (total)",
            tables: "public.orders: { key: [total] }\npublic.parts: {}"),
        Damage(
            .jsonCast,
            #"create function mood_json(mood) returns json language sql as 'select null::json'; alter function mood_json owner to "{role}"; create cast (mood as json) with function mood_json(mood); create domain moods as mood[]; alter table orders add feelings moods"#
        ),
        Damage(.replicaRole, #"alter role "{role}" in database "{database}" set session_replication_role = replica"#),
        Damage(.replicaRole, #"alter database "{database}" set session_replication_role = replica"#),
        Damage(
            .outboxObstructed,
            #"create trigger "a trigger" after insert on tailrace.outbox for each row execute function mind()"#),
        Damage(.outboxObstructed, #"alter table tailrace.outbox add constraint "no 1" check (head !~ '^d')"#),
        Damage(.outboxObstructed, #"alter table tailrace.outbox_segment_1 add constraint "no 1" check (head !~ '^d')"#),
        Damage(.outboxObstructed, #"create rule "a rule" as on insert to tailrace.outbox do instead nothing"#),
        Damage(.outboxObstructed, "alter table tailrace.outbox enable row level security, force row level security"),
        Damage(.outboxObstructed, #"create unique index "one a table" on tailrace.outbox_segment_1 (head)"#),
        Damage(
            .outboxObstructed,
            "alter table tailrace.outbox add extra integer not null default 1; alter table tailrace.outbox alter extra drop default"
        ),
        Damage(.replicaRole, #"alter role "{role}" in database "{database}" set session_replication_role = 'REPLICA'"#),
        Damage(
            .replicaRole,
            "create function copies() returns void language sql set session_replication_role = replica as 'select'"),
        Damage(.objectOwner, #"alter table tailrace.delivery owner to "{role}""#),
        Damage(.objectOwner, #"alter sequence tailrace.outbox_seq owner to "{role}""#),
        Damage(.foreignRight, #"grant insert, delete on tailrace.outbox to "{role}""#),
        Damage(.foreignRight, #"grant select on tailrace.source to "{role}""#),
        Damage(.foreignRight, #"grant update on sequence tailrace.current_segment to public"#),
        Damage(.foreignRight, #"grant create on schema tailrace to "{role}""#),
    ]

    @Test(arguments: users)
    fileprivate func thePrintedStatementRepairsWhatIsTheUsers(damage: Damage) async throws {
        try await withScenario { scenario, fill in
            try await scenario.run(fill(damage.sql))
            try await scenario.setup(damage.tables)
            let report = try await scenario.examine(damage.tables)
            #expect(report.findings.map(\.code) == [damage.code])
            #expect(report.isHealthy == (damage.code.severity != .error))
            for finding in report.findings {
                try await scenario.run(finding.repair)
            }
            #expect(try await scenario.examine(damage.tables).findings.isEmpty)
        }
    }

    @Test func aSubscriptionThatWritesToACapturedTableIsNamed() async throws {
        try await withScenario { scenario, _ in
            try await scenario.run(
                """
                create subscription "a copy" connection 'host=nowhere' publication p
                with (connect = false, slot_name = none);
                insert into pg_subscription_rel
                select subscription.oid, 'orders'::regclass, 'r', null
                from pg_subscription as subscription
                where subscription.subdbid = (select oid from pg_database where datname = current_database())
                """)
            let finding = try #require(try await scenario.examine(Self.tables).findings.first)
            #expect(finding.code == .replicaRole)
            #expect(finding.subject == #"subscription "a copy""#)
            let always = "public.*: { fire: always }"
            try await scenario.setup(always)
            #expect(try await scenario.examine(always).findings.isEmpty)
            try await scenario.run(#"drop subscription "a copy""#)
        }
    }

    @Test func whoKeepsATransactionOpenIsNamedAndCanBeEnded() async throws {
        try await withScenario { scenario, _ in
            var limits = Doctor.Limits()
            limits.transaction = .zero
            limits.visibleAge = -1
            let other = try await scenario.database.connect()
            try await other.execute("begin isolation level repeatable read; select 1 from orders")
            let preparing = try await scenario.database.connect()
            try await preparing.execute("begin; insert into orders values (1); prepare transaction 'it''s'")
            let report = try await scenario.examine(Self.tables, limits: limits)
            #expect(Set(report.findings.map(\.code)) == [.longTransaction, .preparedTransaction, .xminHeld])
            #expect(report.isHealthy)
            await preparing.close()
            for repair in Set(report.findings.map(\.repair)) where repair.hasPrefix("rollback") {
                try await scenario.run(repair)
            }
            let terminations = Set(report.findings.map(\.repair)).filter { $0.hasPrefix("select pg_terminate") }
            #expect(terminations.count == 1)
            for repair in terminations { try await scenario.run(repair) }
            while try await !scenario.examine(Self.tables, limits: limits).findings.isEmpty {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    @Test func limitsAreWatched() async throws {
        try await withScenario { scenario, _ in
            var limits = Doctor.Limits()
            limits.frozenAge = -1
            limits.outboxBytes = 1
            let report = try await scenario.examine(Self.tables, limits: limits)
            #expect(Set(report.findings.map(\.code)) == [.xidAge, .outboxLarge])
            let repair = try #require(report.findings.last { $0.code == .xidAge }?.repair)
            #expect(repair.hasPrefix("vacuum (freeze) tailrace."))
            try await scenario.run(repair)
        }
    }

    @Test func whatCannotBeRepairedIsSaid() async throws {
        try await withScenario { scenario, _ in
            try await scenario.run("create table child () inherits (orders)")
            let child = try await scenario.examine(Self.tables)
            #expect(child.findings.map(\.code) == [.childNotCaptured])
            #expect(child.findings.first?.repair.contains("'public.child': {}") == true)
            try await scenario.setup(Self.tables + "\n'public.child': { key: [id] }")
            try await scenario.run("drop table tailrace.delivery cascade")
            let broken = try await scenario.examine(Self.tables)
            #expect(broken.findings.map(\.code) == [.objectMissing, .captureUnwanted])
            let error = await #expect(throws: CaptureError.self) { try await scenario.setup(Self.tables) }
            #expect(error?.description.contains("tailrace.delivery") == true)
        }
    }

    @Test func columnsThatAreGoneAreExplained() async throws {
        try await withScenario { scenario, _ in
            let tables = "public.orders: { exclude: [note] }"
            try await scenario.setup(tables)
            try await scenario.run("alter table orders rename note to remark")
            var report = try await scenario.examine(tables)
            #expect(
                report.findings.first?.problem.contains(
                    "has no column note to exclude or mask (since setup last ran it has been renamed to remark)")
                    == true)
            try await scenario.run(
                "alter table orders rename remark to note; alter table orders drop constraint orders_pkey")
            report = try await scenario.examine(tables)
            #expect(
                report.findings.first?.problem.hasPrefix(
                    "public.orders has no primary key any more (it was captured by id)") == true)
            try await scenario.run("alter table orders rename to gone")
            report = try await scenario.examine(tables)
            #expect(
                report.findings.first?.problem
                    == "there is no table public.orders any more; since setup last ran it has become public.gone")
        }
    }

    @Test func aRoleThatMaySeeNothingIsTold() async throws {
        try await withScenario { scenario, fill in
            try await scenario.run(fill(#"alter role "{role}" login"#))
            let stranger = try await PostgresConnection.connect(
                PostgresSettings(
                    conninfo: scenario.database.cluster.conninfo(database: scenario.database.name, user: fill("{role}"))
                ))
            let report = try await scenario.examine(Self.tables, as: stranger)
            await stranger.close()
            #expect(report.findings.map(\.code) == [.notExamined])
            #expect(!report.isHealthy)
        }
    }

    /// A scenario, and what fills the places of a text.
    private func withScenario(
        _ body: (CaptureScenario, (String) -> String) async throws -> Void
    ) async throws {
        let scenario = try await CaptureScenario(Self.schema, capturing: Self.tables)
        let role = "Some \(scenario.database.name)"
        try await scenario.run("create role \"\(role)\"")
        let function: String = try await scenario.connection.query(
            "select 'capture_' || 'orders'::regclass::oid::bigint || '_insert'"
        ).single()
        try await body(scenario) { text in
            text.replacing("{f}", with: function).replacing("{role}", with: role)
                .replacing("{u}", with: function.replacing("_insert", with: "_update"))
                .replacing("{database}", with: scenario.database.name)
        }
        await scenario.connection.close()
        await scenario.database.drop()
        try await scenario.database.cluster.administer("drop role \"\(role)\"")
    }
}
