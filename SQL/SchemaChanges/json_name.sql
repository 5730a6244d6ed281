-- A name as a JSON string, exactly as setup writes it.
-- Parameters: name: a column's, a table's or a schema's.
-- Returns: the string with its quotes.
-- Called by: key_expression, plain_head, head_start.
create or replace function tailrace.json_name (name text)
returns text
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $function$
declare
    escaped text := replace(replace(name, chr(92), repeat(chr(92), 2)), '"', chr(92) || '"');
begin
    for control in 1..31 loop
        escaped := replace(escaped, chr(control), chr(92) || 'u00' || lpad(to_hex(control), 2, '0'));
    end loop;

    return '"' || escaped || '"';
end
$function$;
