-- Whether a table is called what its capture functions know.
-- Parameters: relation: the captured table; its_schema, its_name: what it was called when setup was run.
-- Called by: the capture functions. Declared immutable, so that the planner asks, and asks again when the table has been
-- altered: see is_plain. Names come from the system's caches, whatever the snapshot shows.
create or replace function tailrace.is_named (relation regclass, its_schema text, its_name text)
returns boolean
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select coalesce(
    (pg_identify_object_as_address('pg_class'::regclass, relation, 0)).object_names = array[its_schema, its_name],
    false
)
$function$;
