import PostgresClient
import Testing

@testable import Capture

/// What a session sets must neither take something from an image nor spell a key in another way.
struct SessionSettingTests {
    private static let hostile = """
        set extra_float_digits = -15;
        set datestyle = 'SQL, DMY';
        set intervalstyle = 'sql_standard';
        set timezone = 'Asia/Kolkata';
        set bytea_output = 'escape';
        set search_path = public, pg_catalog;
        """

    @Test func imagesAndKeysAreTheSameInEverySession() async throws {
        let scenario = try await CaptureScenario(
            """
            create domain size as double precision;
            create type box_ as (size size, lasts interval);
            create table thing (
                at timestamptz, code bytea, weight real, sizes size[], box box_, days daterange, held tstzmultirange,
                cost money, kind regclass, primary key (at, code)
            );
            """, capturing: "public.thing: {}")
        let insert = """
            delete from thing;
            insert into thing values (
                '2026-02-03 04:05:06+00', '\\x00ff', 0.1, '{0.30000000000000004,1.7976931348623157e308}',
                row(0.1, '-1 day -02:03:04'), '[2026-02-03,2026-03-04)', '{[2026-02-03 00:00+00,2026-02-04 00:00+00)}',
                '12.34', 'thing'
            )
            """
        try await scenario.run(insert)
        let plain = try await scenario.captured()
        try await scenario.run(Self.hostile)
        try await scenario.run(insert)
        let other = try await scenario.captured()
        #expect(other.last?.key == plain.first?.key)
        #expect(other.first?.key == plain.first?.key)
        #expect(other.first?.before?.contains("0.30000000000000004") == true)
        #expect(other.first?.before?.contains("[2026-02-03,2026-03-04)") == true)
        #expect(other.first?.before?.contains("-1 days -02:03:04") == true)
        #expect(other.first?.before?.contains(#""kind":"public.thing""#) == true)
    }

    @Test(arguments: [
        ("id integer primary key, name text, at timestamptz, data bytea, day date, price numeric", [] as [String]),
        ("id integer primary key, weight real", ["extra_float_digits"]),
        ("id integer primary key, place polygon[]", ["extra_float_digits"]),
        ("id integer primary key, lasts interval", ["intervalstyle"]),
        ("id integer primary key, days daterange", ["datestyle"]),
        ("id integer primary key, numbers int4range", []),
        ("at timestamptz primary key", ["timezone"]),
        ("data bytea primary key", ["bytea_output"]),
        ("id integer primary key, kind regclass", ["search_path"]),
    ])
    func onlyWhatMakesADifferenceIsPinned(columns: String, settings: [String]) async throws {
        let scenario = try await CaptureScenario("create table t (\(columns))", capturing: "public.t: {}")
        let pinned = try await scenario.connection.query(
            """
            select coalesce(string_agg(lower(split_part(setting, '=', 1)), ','), '')
            from pg_proc cross join lateral unnest(proconfig) as setting
            where proname like 'capture%insert'
            """
        ).single(as: String.self)
        #expect(pinned == settings.joined(separator: ","))
        #expect(try await scenario.setup("public.t: {}").steps.isEmpty)
    }

    @Test func theKeyIsWithoutIncludedColumns() async throws {
        let scenario = try await CaptureScenario(
            "create table t (id integer, name text, primary key (id) include (name))", capturing: "public.t: {}")
        try await scenario.run("insert into t values (1, 'a')")
        #expect(try await scenario.captured().map(\.key) == [#"{"id":1}"#])
    }

    @Test func aBackslashInAConditionIsReadAsSetupReadIt() async throws {
        let scenario = try await CaptureScenario(
            "create table t (id integer primary key, v text)",
            capturing: #"public.t: { when: "new.v <> 'a\\'" }"#)
        try await scenario.run("set standard_conforming_strings = off; set quote_all_identifiers = on")
        try await scenario.run(#"insert into t values (1, 'x'), (2, E'a\\'), (3, null)"#)
        #expect(try await scenario.captured().map(\.key) == [#"{"id":1}"#])
        #expect(try await scenario.examine(#"public.t: { when: "new.v <> 'a\\'" }"#).findings.isEmpty)
    }
}
