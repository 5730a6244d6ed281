-- The expression for a row's key in a capture function, exactly as setup writes it.
-- Parameters: row_name: new or old; columns: the key's columns.
-- Returns: an SQL expression.
-- Called by: capture_table.
create or replace function tailrace.key_expression (row_name text, columns text[])
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $function$
declare
    parts text[];
    name text;
begin
    foreach name in array columns loop
        parts := parts
            || tailrace.libpq_literal(case when parts is null then '{' else ',' end || tailrace.json_name(name) || ':')
            || format(
                'coalesce(pg_catalog.to_json(%s."%s"), ''null'')',
                row_name,
                replace(name, '"', '""')
            );
    end loop;

    return 'pg_catalog.concat(' || array_to_string(parts || '''}'''::text, ', ') || ')';
end
$function$;
