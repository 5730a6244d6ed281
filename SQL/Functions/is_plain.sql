-- Whether a table's changes can be captured the short way, as it was when a statement was planned.
-- Parameters and return value: those of has_plain_shape.
-- Called by: the capture functions. Declared immutable, so that the planner asks, and puts the answer in place of the call. A
-- plan that names a table by a constant of type regclass is made anew when the table is altered, and whoever fires a
-- trigger has a lock on the table: so no answer outlives what it is about.
create or replace function tailrace.is_plain (
    relation regclass,
    its_schema text,
    its_name text,
    key_columns text[],
    key_types text[]
)
returns boolean
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select tailrace.has_plain_shape(relation, its_schema, its_name, key_columns, key_types)
$function$;
