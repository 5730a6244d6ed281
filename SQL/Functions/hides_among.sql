-- Whether a column that must not leave the table has one of these names now: it was renamed since setup was run.
-- Parameters: relation: the table; hidden: the names that such columns had when setup was run; names: the names to look for.
-- Returns: true as well where what setup saw is not known.
-- Called by: the capture functions of tables with exclude or mask, for rows whose JSON cannot be taken apart. See project.
create or replace function tailrace.hides_among (relation oid, hidden text[], names text[])
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select coalesce(bool_or(address.object_names[3] = any (names)) or not hidden <@ array_agg(was.name), true)
    from tailrace.seen_table as seen
    cross join lateral json_to_recordset(seen.columns) as was (number integer, name text)
    cross join lateral pg_identify_object_as_address('pg_class'::regclass, seen.relation, was.number) as address
    where (
            seen.relation = hides_among.relation
            or seen.relation in (select ancestor from pg_partition_ancestors(hides_among.relation) as ancestor)
        )
        and was.name = any (hidden);
$function$;
