-- A row without the columns that must not leave the table, and with masks in place of others' values.
-- Parameters: row_data: the row; known: its columns when setup was run; excluded: columns to leave out; masks: columns
-- with "sha256", "null" or "text:…"; relation: the captured table; numbers: those of the excluded columns in it, and then
-- of the masked ones in their order.
-- Returns: the row. Values that are neither excluded nor masked are the very text that they were.
-- Called by: the capture functions of tables with exclude or mask. Those of earlier versions do not name the relation.
-- Columns are hidden by name, but a hidden column may have been renamed, and its name given to another. So what has the
-- hidden columns' numbers is left out under its present name too, and only known columns are let through then; likewise
-- where that cannot be told. Present names come from the system's caches, as those in the row do: a transaction's snapshot
-- may be older than the renaming.
drop function if exists tailrace.project (json, text[], text[], json);

create or replace function tailrace.project (
    row_data json,
    known text[],
    excluded text[],
    masks json,
    relation oid default null,
    numbers integer[] default null
)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    hidden text[] := excluded || array(select json_object_keys(masks));
    present text[] := array(
        select (pg_identify_object_as_address('pg_class'::regclass, relation, number)).object_names[3]
        from unnest(numbers) as number
    );
    only_known boolean := present <> hidden;
    renamed text[];
    projected text;
    hidden_count integer;
begin
    loop
        if only_known then
            renamed := array(
                select now.name
                from unnest(hidden, present) as now (former_name, name)
                where now.name <> now.former_name
            );
        end if;

        select
            string_agg(
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
            ) filter (where field.key <> all (excluded)),
            count(*) filter (where field.key = any (hidden))
        into projected, hidden_count
        from json_each(row_data) with ordinality as field (key, value, place)
        where not only_known
            or (field.key = any (known) and field.key <> all (renamed));

        exit when only_known or hidden_count = cardinality(hidden);
        only_known := true;
    end loop;

    return ('{' || coalesce(projected, '') || '}')::json;
end
$function$;
