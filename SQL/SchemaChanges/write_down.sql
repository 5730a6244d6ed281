-- Writes down a captured table as it is, as setup does.
-- Parameters: relation: the table; its_schema, its_name: its name; key_columns: its key's columns, none for the whole row.
-- Called by: capture_table.
create or replace function tailrace.write_down (relation oid, its_schema text, its_name text, key_columns text[])
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
declare
    its_columns json := (
        select coalesce(
            json_agg(
                json_build_object(
                    'number', attribute.attnum,
                    'name', attribute.attname,
                    'type', format_type(attribute.atttypid, attribute.atttypmod)
                )
                order by attribute.attnum
            ),
            '[]'
        )
        from pg_attribute as attribute
        where attribute.attrelid = relation
            and attribute.attnum > 0
            and not attribute.attisdropped
    );
begin
    -- Not where it is there already: two commands for one table would wait for each other.
    if exists (
        select
        from tailrace.seen_table as seen
        where seen.relation = write_down.relation
            and seen.schema_name = its_schema
            and seen.table_name = its_name
            and seen.key::jsonb = to_jsonb(key_columns)
            and seen.columns::jsonb = its_columns::jsonb
    ) then
        return;
    end if;

    insert into tailrace.seen_table (relation, schema_name, table_name, key, columns)
    values (write_down.relation, its_schema, its_name, array_to_json(key_columns), its_columns)
    on conflict on constraint seen_table_pkey do update
    set schema_name = excluded.schema_name,
        table_name = excluded.table_name,
        key = excluded.key,
        columns = excluded.columns,
        seen_at = clock_timestamp();
end
$function$;
