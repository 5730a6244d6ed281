-- A row without the columns that must not leave the table, and with masks in place of others' values.
-- Parameters: row_data: the row; known: its columns when setup was run; excluded: columns to leave out; masks: columns
-- with "sha256", "null" or "text:…".
-- Returns: the row. Values that are neither excluded nor masked are the very text that they were.
-- Called by: the capture functions of tables with exclude or mask.
-- When one of the hidden columns is not there, it may have been renamed: then only known columns are let through.
create or replace function tailrace.project (row_data json, known text[], excluded text[], masks json)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    hidden text[] := excluded || array(select json_object_keys(masks));
    only_known boolean := exists (select from unnest(hidden) as name where row_data -> name is null);
    projected text;
begin
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
        and (not only_known or field.key = any (known));

    return ('{' || coalesce(projected, '') || '}')::json;
end
$function$;
