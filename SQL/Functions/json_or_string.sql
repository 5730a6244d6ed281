-- A text as JSON: itself where it is JSON, a JSON string where it is not.
-- Parameters: value: what an application put into tailrace.context.
-- Returns: json, never an error: what an application writes there must not make its transaction fail.
-- Called by: the capture functions, for transactions that set a context.
create or replace function tailrace.json_or_string (value text)
returns json
language plpgsql
immutable
strict
set search_path = pg_catalog, pg_temp
as $function$
begin
    return value::json;
exception
    when others then
        -- As JSON a text can be several times as long.
        return to_json(left(value, 10000000));
end
$function$;
