-- A row without the columns that must not leave the table, and with masks in place of others' values.
-- Parameters: row_data: the row; known: its columns when setup was run; excluded: columns to leave out; masks: columns
-- with "sha256", "null" or "text:…"; relation: the row's table.
-- Returns: the row. Values that are neither excluded nor masked are the very text that they were.
-- Called by: the capture functions of tables with exclude or mask. Those of earlier versions do not name the relation.
-- Columns are hidden by name, but a hidden column may have been renamed, and its name given to another. So what setup saw
-- under the hidden names is left out under its present name, and only known columns are let through then; likewise where
-- that cannot be told. Present names come from the system's caches, as those in the row do: a transaction's snapshot may be
-- older than the renaming.
drop function if exists tailrace.project (json, text[], text[], json);

create or replace function tailrace.project (row_data json, known text[], excluded text[], masks json, relation oid default null)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    hidden text[] := excluded || array(select json_object_keys(masks));
    renamed text[];
    only_known boolean;
    projected text;
begin
    select
        coalesce(array_agg(address.object_names[3]) filter (where address.object_names[3] <> was.name), '{}'),
        coalesce(not bool_and(address.object_names[3] = was.name) or not hidden <@ array_agg(was.name), true)
    into renamed, only_known
    from tailrace.seen_table as seen
    cross join lateral json_to_recordset(seen.columns) as was (number integer, name text)
    cross join lateral pg_identify_object_as_address('pg_class'::regclass, seen.relation, was.number) as address
    where (
            seen.relation = project.relation
            or seen.relation in (select ancestor from pg_partition_ancestors(project.relation) as ancestor)
        )
        and was.name = any (hidden);

    only_known := only_known or exists (select from unnest(hidden) as name where row_data -> name is null);

    select string_agg(
        to_json(field.key)::text || ':' || case
            when masks ->> field.key is null or json_typeof(field.value) = 'null' then field.value::text
            when masks ->> field.key = 'sha256' then to_json(
                encode(
                    sha256(convert_to((select mask_salt from tailrace.source) || (field.value #>> '{}'), 'UTF8')),
                    'hex'
                )
            )::text
            when masks ->> field.key = 'null' then 'null'
            else to_json(substr(masks ->> field.key, 6))::text
        end,
        ','
        order by field.place
    )
    into projected
    from json_each(row_data) with ordinality as field (key, value, place)
    where field.key <> all (excluded)
        and (not only_known or field.key = any (known))
        and field.key <> all (renamed);

    return ('{' || coalesce(projected, '') || '}')::json;
end
$function$;
