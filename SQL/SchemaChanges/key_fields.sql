-- The key's fields of a row variable in a capture function, exactly as setup writes them.
-- Parameters: row_name: new or old; columns: the key's columns.
-- Returns: expressions, separated by commas.
-- Called by: capture_table.
create or replace function tailrace.key_fields (row_name text, columns text[])
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select string_agg(row_name || '."' || replace(name, '"', '""') || '"', ', ' order by place)
from unnest(columns) with ordinality as key_column (name, place)
$function$;
