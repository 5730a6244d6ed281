-- Whether a column that must not leave the table has one of these names now: it was renamed since setup was run.
-- Parameters: relation: the captured table; numbers: the hidden columns' in it; names: the names to look for.
-- Returns: true as well where that cannot be told.
-- Called by: the capture functions of tables with exclude or mask, for what is taken from a row by name. See project.
create or replace function tailrace.hides_among (relation oid, numbers integer[], names text[])
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select not coalesce(
        bool_and(
            coalesce(
                (pg_identify_object_as_address('pg_class'::regclass, relation, number)).object_names[3] <> all (names),
                false
            )
        ),
        false
    )
    from unnest(numbers) as number
$function$;
