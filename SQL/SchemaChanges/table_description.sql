-- A table as it is after a command: what a schema event carries.
-- Parameters: relation: a table or partition; command: the command's tag; renamed_from: its name before, where that
-- was another.
-- Returns: a JSON object.
-- Called by: follow_ddl.
create or replace function tailrace.table_description (relation oid, command text, renamed_from text)
returns json
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
select json_strip_nulls(json_build_object(
    'command', command,
    'object', format('%I.%I', namespace.nspname, class.relname),
    'renamed_from', renamed_from,
    'columns', (
        select json_agg(
            json_build_object(
                'name', attribute.attname,
                'type', format_type(attribute.atttypid, attribute.atttypmod),
                'not_null', attribute.attnotnull
            )
            order by attribute.attnum
        )
        from pg_attribute as attribute
        where attribute.attrelid = relation
            and attribute.attnum > 0
            and not attribute.attisdropped
    ),
    'primary_key', (
        select json_agg(attribute.attname order by key_column.place)
        from pg_index as index
        cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
        join pg_attribute as attribute
            on attribute.attrelid = relation
            and attribute.attnum = key_column.attnum
        where index.indrelid = relation
            and index.indisprimary
    ),
    'partitions', (
        select json_agg(format('%I.%I', part_namespace.nspname, part.relname) order by part_namespace.nspname, part.relname)
        from pg_inherits
        join pg_class as part
            on part.oid = pg_inherits.inhrelid
            and part.relispartition
        join pg_namespace as part_namespace
            on part_namespace.oid = part.relnamespace
        where pg_inherits.inhparent = relation
            and not pg_inherits.inhdetachpending
    )
))
from pg_class as class
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
where class.oid = relation
$function$;
