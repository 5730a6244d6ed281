import Configuration
import PostgresClient
import Testing

@testable import Capture

/// What a table's options make of its changes, on a real server.
struct TableOptionTests {
    private static let customers = """
        create table customers (
            id integer primary key,
            name text,
            email text,
            password_hash text,
            credit numeric,
            details json
        )
        """

    @Test func excludedColumnsAreNotThere() async throws {
        let scenario = try await CaptureScenario(
            Self.customers, capturing: "public.customers: { exclude: [password_hash, email] }")
        try await scenario.run("insert into customers values (1, 'Ada', 'a@b', 'secret', 1.10, '{\"a\" : 1.0}')")
        try await scenario.run("update customers set credit = 2.50")
        try await scenario.run("delete from customers")
        let first = #"{"id":1,"name":"Ada","credit":1.10,"details":{"a" : 1.0}}"#
        let second = #"{"id":1,"name":"Ada","credit":2.50,"details":{"a" : 1.0}}"#
        #expect(
            try await scenario.captured() == [
                CapturedRow(operation: "i", key: #"{"id":1}"#, after: first),
                CapturedRow(operation: "u", key: #"{"id":1}"#, before: first, after: second),
                CapturedRow(operation: "d", key: #"{"id":1}"#, before: second),
            ])
    }

    @Test func masksReplaceValuesAndLeaveNulls() async throws {
        let scenario = try await CaptureScenario(
            Self.customers,
            capturing: #"public.customers: { mask: { email: sha256, password_hash: null, name: "text:\"x\"" } }"#)
        try await scenario.run(
            """
            insert into customers values (1, 'Ada', 'a@b', 'secret'), (2, 'Bea', 'a@b', null), (3, null, null, null)
            """)
        let salt: String = try await scenario.connection.query("select mask_salt from tailrace.source").single()
        let hash: String = try await scenario.connection.query(
            "select encode(sha256(convert_to($1::text || 'a@b', 'UTF8')), 'hex')", [.text(salt)]
        ).single()
        let images = try await scenario.captured().map(\.after)
        #expect(
            images == [
                #"{"id":1,"name":"\"x\"","email":"\#(hash)","password_hash":null,"credit":null,"details":null}"#,
                #"{"id":2,"name":"\"x\"","email":"\#(hash)","password_hash":null,"credit":null,"details":null}"#,
                #"{"id":3,"name":null,"email":null,"password_hash":null,"credit":null,"details":null}"#,
            ])
    }

    @Test func aListOfMasksHashes() async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: { mask: [credit] }")
        try await scenario.run("insert into customers (id, credit) values (1, 12.5)")
        let image = try #require(try await scenario.captured().first?.after)
        #expect(image.contains(#""credit":""#))
        #expect(!image.contains("12.5"))
    }

    @Test(arguments: ["exclude: [password_hash]", "mask: [password_hash]"])
    func aRenamedColumnNeverLeavesTheTable(option: String) async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: { \(option) }")
        try await scenario.run("alter table customers rename password_hash to secret_hash")
        try await scenario.run("alter table customers add column unknown text")
        try await scenario.run("insert into customers (id, secret_hash, unknown) values (1, 'secret', 'secret')")
        #expect(
            try await scenario.captured().map(\.after) == [
                #"{"id":1,"name":null,"email":null,"credit":null,"details":null}"#
            ])
    }

    @Test func aNewColumnComesByItself() async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: { exclude: [details] }")
        try await scenario.run("alter table customers drop column credit, add column city text")
        try await scenario.run("insert into customers (id, city) values (1, 'Bonn')")
        #expect(
            try await scenario.captured().map(\.after) == [
                #"{"id":1,"name":null,"email":null,"password_hash":null,"city":"Bonn"}"#
            ])
    }

    @Test func aKeyOfTheWholeRowIsProjectedToo() async throws {
        let scenario = try await CaptureScenario(
            "create table log (at integer, secret text)", capturing: "public.log: { key: row, exclude: [secret] }")
        try await scenario.run("insert into log values (1, 'secret')")
        try await scenario.run("update log set secret = 'other'")
        #expect(
            try await scenario.captured() == [
                CapturedRow(operation: "i", key: #"{"at":1}"#, after: #"{"at":1}"#),
                CapturedRow(operation: "u", key: #"{"at":1}"#, before: #"{"at":1}"#, after: #"{"at":1}"#),
            ])
    }

    @Test func onlyWhatTheConditionHoldsForIsCaptured() async throws {
        let scenario = try await CaptureScenario(
            Self.customers, capturing: "public.customers: { when: \"new.credit > 10 or old.credit > 10\" }")
        try await scenario.run("insert into customers (id, credit) values (1, 5), (2, 15), (3, null)")
        try await scenario.run("update customers set credit = 20 where id = 1")
        try await scenario.run("delete from customers")
        #expect(
            try await scenario.captured().map { "\($0.operation) \($0.key ?? "")" } == [
                #"i {"id":2}"#, #"u {"id":1}"#, #"d {"id":2}"#, #"d {"id":1}"#,
            ])
    }

    @Test func aConditionThatFailsCaptures() async throws {
        let scenario = try await CaptureScenario(
            Self.customers, capturing: "public.customers: { when: \"1 / new.id > 0\" }")
        try await scenario.run("insert into customers (id) values (0), (1), (2)")
        #expect(try await scenario.captured().map(\.key) == [#"{"id":0}"#, #"{"id":1}"#])
        try await scenario.run("alter table customers rename id to number")
        try await scenario.run("insert into customers (number) values (5)")
        #expect(try await scenario.captured().map(\.key) == [#"{"number":5}"#])
    }

    @Test(arguments: [
        ("new.nonsense = 1", "column new.nonsense does not exist"),
        ("new.name", "argument of WHERE must be type boolean, not type text"),
        ("true); drop table customers; --", "syntax error at or near \")\""),
    ])
    func aConditionIsCheckedAtSetup(condition: String, complaint: String) async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: {}")
        let error = await #expect(throws: CaptureError.self) {
            try await scenario.setup("public.customers: { when: \"\(condition)\" }")
        }
        #expect(
            error?.description
                == "the condition `when` of public.customers cannot be evaluated: \(complaint); it reads: \(condition)")
        #expect(try await scenario.connection.query("select count(*) from customers").single(as: Int64.self) == 0)
    }

    @Test(arguments: [("full", #"{"id":1,"name":"Ada"}"#), ("key", #"{"id":1}"#), ("none", nil)])
    func theOldImageIsWhatWasAskedFor(old: String, before: String?) async throws {
        let scenario = try await CaptureScenario(
            "create table people (id integer primary key, name text)", capturing: "public.people: { old: \(old) }")
        try await scenario.run("insert into people values (1, 'Ada')")
        try await scenario.run("update people set id = 2")
        try await scenario.run("delete from people where id = 2")
        let rows = try await scenario.captured()
        #expect(rows.map(\.key) == [#"{"id":1}"#, #"{"id":2}"#, #"{"id":2}"#])
        #expect(rows.map(\.oldKey) == [nil, #"{"id":1}"#, nil])
        #expect(rows[1].before == before)
        #expect(rows[2].before == before?.replacing("1", with: "2"))
    }

    @Test(arguments: [("skip", ["u"]), ("capture", ["u", "u"])])
    func updatesThatChangeNothing(policy: String, captured: [String]) async throws {
        let scenario = try await CaptureScenario(
            "create table people (id integer primary key, credit numeric, place point)",
            capturing: "public.people: { on_noop: \(policy), operations: [update] }")
        try await scenario.run("insert into people values (1, 1.0, '(1,2)')")
        try await scenario.run("update people set credit = credit")
        try await scenario.run("update people set credit = 1.00")
        #expect(try await scenario.captured().map(\.operation) == captured)
    }

    @Test func truncateIsCapturedIgnoredOrDenied() async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: { truncate: capture }")
        try await scenario.run("truncate customers")
        #expect(try await scenario.captured().map(\.operation) == ["t"])
        try await scenario.setup("public.customers: { truncate: ignore }")
        try await scenario.run("truncate customers")
        #expect(try await scenario.captured().isEmpty)
        try await scenario.setup("public.customers: { truncate: deny }")
        let error = await #expect(throws: PostgresError.self) { try await scenario.run("truncate customers") }
        #expect(error?.message.contains("truncate of public.customers is denied") == true)
        #expect(try await scenario.setup("public.customers: { truncate: deny }").steps.isEmpty)
    }

    @Test func onlyTheOperationsAskedFor() async throws {
        let scenario = try await CaptureScenario(
            Self.customers, capturing: "public.customers: { operations: [insert, delete] }")
        try await scenario.run("insert into customers (id) values (1)")
        try await scenario.run("update customers set name = 'x'")
        try await scenario.run("delete from customers")
        #expect(try await scenario.captured().map(\.operation) == ["i", "d"])
        try await scenario.setup("public.customers: { operations: [update], truncate: ignore }")
        #expect(
            try await scenario.setup("public.customers: { operations: [update], truncate: ignore }").steps.isEmpty)
        try await scenario.run("insert into customers (id) values (1)")
        try await scenario.run("update customers set name = 'x'")
        #expect(try await scenario.captured().map(\.operation) == ["u"])
    }

    @Test(arguments: [
        ("exclude: [nope]", "public.customers has no column nope to exclude or mask; its columns are "),
        ("mask: [id]", "the column id is part of the key of public.customers"),
        ("exclude: [name], mask: [name]", "the column name is excluded and masked; choose one"),
    ])
    func whatCannotBeProjectedIsRefused(option: String, complaint: String) async throws {
        let scenario = try await CaptureScenario(Self.customers, capturing: "public.customers: {}")
        let error = await #expect(throws: ConfigurationError.self) {
            try await scenario.setup("public.customers: { \(option) }")
        }
        #expect(error?.description.contains(complaint) == true)
    }

    @Test func aSchemasOptionAppliesWhereTheColumnIs() async throws {
        let scenario = try await CaptureScenario(
            "create table one (id integer primary key, secret text); create table two (id integer primary key)",
            capturing: "public.*: { exclude: [secret] }")
        try await scenario.run("insert into one values (1, 'x'); insert into two values (2)")
        #expect(try await scenario.captured().map(\.after) == [#"{"id":1}"#, #"{"id":2}"#])
    }
}
