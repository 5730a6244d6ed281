-- Every table that could be captured, and everything else that could be taken for one.
select
    class.oid::bigint as oid,
    namespace.nspname as schema_name,
    class.relname as table_name,
    class.relkind::text as kind,
    class.relispartition as is_partition,
    class.relpersistence = 't' as is_temporary,
    has_table_privilege(class.oid, 'trigger') as may_create_triggers,
    coalesce((
        select json_agg(attribute.attname order by key_column.place)
        from pg_index as index
        cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
        join pg_attribute as attribute
            on attribute.attrelid = class.oid
            and attribute.attnum = key_column.attnum
        where index.indrelid = class.oid
            and index.indisprimary
    ), '[]')::text as primary_key,
    coalesce((
        select json_agg(attribute.attname order by attribute.attnum)
        from pg_attribute as attribute
        where attribute.attrelid = class.oid
            and attribute.attnum > 0
            and not attribute.attisdropped
    ), '[]')::text as columns
from pg_class as class
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
where class.relkind in ('r', 'p', 'v', 'm', 'f')
    and namespace.nspname not in ('pg_catalog', 'information_schema', 'tailrace')
    and namespace.nspname !~ '^pg_(toast|temp)'
order by namespace.nspname, class.relname;
