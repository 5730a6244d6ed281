-- A string constant, exactly as libpq writes it, which is how setup does.
-- Parameters: value: any text.
-- Returns: the constant.
-- Called by: capture_table, key_expression, plain_head, text_array.
create or replace function tailrace.libpq_literal (value text)
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select case when strpos(value, chr(92)) > 0 then ' ' else '' end || quote_literal(value)
$function$;
