import Foundation
import PostgresClient

/// The captured tables, made anew from what the outbox holds and compared with the source.
struct Rebuilding {
    /// What is wrong, a line for a table; nothing when source and rebuilt tables are equal.
    let differences: [String]

    /// - Parameter connection: one with the settings that a client has by default.
    init(_ connection: PostgresConnection) async throws {
        try await connection.execute(Self.events)
        try await connection.execute(String(contentsOf: Self.script, encoding: .utf8))
        try await connection.execute(Self.rebuildAll)
        differences = try await connection.query("select words from rebuilt.difference order by words")
            .map { try $0.get("words", as: String.self) }
    }

    private static let script = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../Scripts/lib/rebuild.sql").standardizedFileURL

    private static let events = """
        create schema rebuilt;
        create table rebuilt.event as
        select
            seq as number,
            case op when 'i' then 'insert' when 'u' then 'update' when 'd' then 'delete' else 'truncate' end as op,
            schema_name as "schema", table_name as "table", key::json, old_key::json, before, after
        from tailrace.change;
        """

    /// `*=` is about the bytes of two rows, and knows of no equality: neither does it take 1.0 for 1.00.
    private static let rebuildAll = """
        create table rebuilt.difference (words text);
        do $$
        declare
            source record;
            relation text;
            found rebuilt.comparison;
            others bigint;
        begin
            for source in select distinct event."schema", event."table" from rebuilt.event as event loop
                relation := format('%I.%I', source."schema", source."table");
                if to_regclass(relation) is null then
                    insert into rebuilt.difference values (relation || ' is not there');
                    continue;
                end if;
                perform rebuilt.rebuild(relation::regclass);
                select * into found from rebuilt.comparison as c where c.source = relation::regclass;
                execute format(
                    'select count(*) from %s%s as mine
                    where not exists (select from rebuilt.%I as theirs where mine *= theirs)',
                    case (select relkind from pg_class where oid = found.source) when 'r' then 'only ' end, relation,
                    source."schema" || '.' || source."table"
                ) into others;
                if found.missing + found.unexpected + found.disordered + others > 0 then
                    insert into rebuilt.difference values (format(
                        '%s: %s missing, %s unexpected, %s in disorder, %s with another image', relation,
                        found.missing, found.unexpected, found.disordered, others
                    ));
                end if;
            end loop;
        end $$;
        """
}
