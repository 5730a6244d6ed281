-- The expression in a capture function that tells whether an update left the key as it was, exactly as setup writes it.
-- Parameters: relation: the table; columns: the key's columns.
-- Returns: an SQL expression.
-- Called by: capture_table.
create or replace function tailrace.same_key (relation oid, columns text[])
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
with fields as (
    select
        'old."' || replace(attribute.attname, '"', '""') || '"' as old_field,
        'new."' || replace(attribute.attname, '"', '""') || '"' as new_field,
        attribute.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype) as is_plain,
        key_column.place
    from unnest(columns) with ordinality as key_column (name, place)
    join pg_attribute as attribute
        on attribute.attrelid = relation
        and attribute.attname = key_column.name
        and attribute.attnum > 0
        and not attribute.attisdropped
)
select case
    when bool_and(is_plain) then string_agg(
        old_field || ' operator(pg_catalog.=) ' || new_field,
        ' and '
        order by place
    )
    else format(
        'pg_catalog.record_image_eq(row(%s), row(%s))',
        string_agg(old_field, ', ' order by place),
        string_agg(new_field, ', ' order by place)
    )
end
from fields
$function$;
