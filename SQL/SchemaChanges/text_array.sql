-- An SQL expression for an array of texts, exactly as setup writes it.
-- Parameters: texts: what is to be in it.
-- Returns: the expression.
-- Called by: capture_table.
create or replace function tailrace.text_array (texts text[])
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select 'array[' || coalesce(string_agg(tailrace.libpq_literal(item.value), ', ' order by item.place), '') || ']::pg_catalog.text[]'
from unnest(texts) with ordinality as item (value, place)
$function$;
