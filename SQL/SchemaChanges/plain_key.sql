-- The expression for a row's key on the short way of a capture function, exactly as setup writes it.
-- Parameters: row_name: new or old; columns, types: the key's.
-- Returns: an SQL expression.
-- Called by: capture_table.
create or replace function tailrace.plain_key (row_name text, columns text[], types text[])
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select string_agg(
    tailrace.libpq_literal(case when key.place = 1 then '{' else ',' end || tailrace.json_name(key.name) || ':')
    || ' operator(pg_catalog.||) '
    || case when key.type in ('smallint', 'integer', 'bigint') then field.name else 'pg_catalog.to_json(' || field.name || ')' end
    || '::pg_catalog.text operator(pg_catalog.||) ',
    ''
    order by key.place
) || '''}'''
from unnest(columns, types) with ordinality as key (name, type, place)
cross join lateral (select row_name || '."' || replace(key.name, '"', '""') || '"' as name) as field
$function$;
