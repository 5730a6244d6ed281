-- Fills a template, all places at once: what is put in may look like a place itself.
-- Parameters: parts: text, name of a place, text, and so on; places: what to put there.
-- Returns: the text.
-- Called by: capture_table.
create or replace function tailrace.template_text (parts json, places json)
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select string_agg(case when part.place % 2 = 1 then part.value else places ->> part.value end, '' order by part.place)
from json_array_elements_text(parts) with ordinality as part (value, place)
$function$;
