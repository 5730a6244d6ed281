-- A row's key by the primary key that the table has now.
-- Parameters: relation: the table; row_data: the row.
-- Returns: the key as the text of a JSON object; of the whole row where the table has no primary key any more.
-- Called by: the capture functions, when a key column that they know has been renamed or dropped. Slow, and only
-- until setup has been run again: the application's writes must not fail meanwhile.
create or replace function tailrace.current_key (relation oid, row_data json)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    key_text text;
begin
    select '{' || string_agg(to_json(field.name)::text || ':' || (row_data -> field.name)::text, ',' order by key_column.place) || '}'
    into key_text
    from pg_index as index
    cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
    cross join lateral (
        -- By the system's caches, as in the row: a transaction's snapshot may be older than a renaming.
        select (pg_identify_object_as_address('pg_class'::regclass, index.indrelid, key_column.attnum)).object_names[3] as name
    ) as field
    where index.indrelid = relation
        and index.indisprimary
        -- Behind the key there may be columns that an index only includes.
        and key_column.place <= index.indnkeyatts;

    return coalesce(key_text, row_data::text);
exception
    -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
    when others then
        return row_data::text;
end
$function$;
