-- The settings that a capture function of a table needs.
-- Parameters: relation: the table; key_columns: its key's columns, null for the whole row; rules: the settings of a
-- template, each with what makes it necessary.
-- Returns: those that are necessary, in the same order.
-- Called by: capture_table.
create or replace function tailrace.pinned_settings (relation oid, key_columns text[], rules json)
returns json
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
with recursive {{text_traits}},
present (trait, is_in_key) as (
    select dependent.trait, bool_or(key_columns is null or attribute.attname = any (key_columns))
    from pg_attribute as attribute
    join dependent
        on dependent.type = attribute.atttypid
    where attribute.attrelid = relation
        and attribute.attnum > 0
        and not attribute.attisdropped
    group by dependent.trait
)
select coalesce(json_agg(rule.value order by rule.place), '[]')
from json_array_elements(rules) with ordinality as rule (value, place)
where rule.value ->> 'trait' is null
    or exists (
        select
        from present
        where present.trait = rule.value ->> 'trait'
            and (present.is_in_key or not (rule.value ->> 'key_only')::boolean)
    )
$function$;
