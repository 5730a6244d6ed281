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
    name_json text;
begin
    foreach name in array columns loop
        name_json := replace(replace(name, chr(92), repeat(chr(92), 2)), '"', chr(92) || '"');

        for control in 1..31 loop
            name_json := replace(name_json, chr(control), chr(92) || 'u00' || lpad(to_hex(control), 2, '0'));
        end loop;

        parts := parts
            || tailrace.libpq_literal(case when parts is null then '{' else ',' end || '"' || name_json || '":')
            || format(
                'coalesce(pg_catalog.to_json(%s."%s"), ''null'')',
                row_name,
                replace(name, '"', '""')
            );
    end loop;

    return 'pg_catalog.concat(' || array_to_string(parts || '''}'''::text, ', ') || ')';
end
$function$;
