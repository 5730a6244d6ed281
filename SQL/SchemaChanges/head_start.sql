-- The lines of a head before the key, exactly as setup writes them.
-- Parameters: operation: insert, update or delete; its_schema, its_name: the table's name.
-- Returns: the lines.
-- Called by: capture_table, plain_head.
create or replace function tailrace.head_start (operation text, its_schema text, its_name text)
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select concat(
    left(operation, 1), chr(10), left(substr(tailrace.json_name(its_schema), 2), -1), chr(10),
    left(substr(tailrace.json_name(its_name), 2), -1), chr(10)
)
$function$;
