-- Every table that could be captured, and everything else that could be taken for one. {{text_traits}}: the types whose
-- text depends on the session.
with recursive {{text_traits}},
actions (target, source) as (
    -- Foreign keys through which a change of one table makes one of another.
    select constraint_.confrelid, constraint_.conrelid
    from pg_constraint as constraint_
    where constraint_.contype = 'f'
        and (constraint_.confupdtype in ('c', 'n', 'd') or constraint_.confdeltype in ('c', 'n', 'd'))
),
reached (start, relation) as (
    select target, source
    from actions
    union
    select reached.start, actions.source
    from reached
    join actions
        on actions.target = reached.relation
)
select
    class.oid::bigint as oid,
    namespace.nspname as schema_name,
    class.relname as table_name,
    class.relkind::text as kind,
    class.relispartition as is_partition,
    class.relpersistence = 't' as is_temporary,
    pg_get_userbyid(class.relowner) as owner,
    has_table_privilege(class.oid, 'trigger') as may_create_triggers,
    coalesce((
        select json_agg(attribute.attname order by key_column.place)
        from pg_index as index
        cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
        join pg_attribute as attribute
            on attribute.attrelid = class.oid
            and attribute.attnum = key_column.attnum
            -- Behind the key there may be columns that an index only includes.
            and key_column.place <= index.indnkeyatts
        where index.indrelid = class.oid
            and index.indisprimary
    ), '[]')::text as primary_key,
    coalesce((
        select json_agg(
            json_build_object(
                'number', attribute.attnum,
                'name', attribute.attname,
                'type', format_type(attribute.atttypid, attribute.atttypmod)
            )
            order by attribute.attnum
        )
        from pg_attribute as attribute
        where attribute.attrelid = class.oid
            and attribute.attnum > 0
            and not attribute.attisdropped
    ), '[]')::text as columns,
    coalesce((
        select json_object_agg(attribute.attname, trait.names)
        from pg_attribute as attribute
        cross join lateral (
            select json_agg(dependent.trait) as names
            from dependent
            where dependent.type = attribute.atttypid
        ) as trait
        where attribute.attrelid = class.oid
            and attribute.attnum > 0
            and not attribute.attisdropped
            and trait.names is not null
    ), '{}')::text as text_traits,
    coalesce((
        select json_agg(trigger.tgname order by trigger.tgname)
        from pg_trigger as trigger
        join pg_proc as function
            on function.oid = trigger.tgfoid
        where trigger.tgrelid = class.oid
            and not trigger.tgisinternal
            -- Bits of tgtype: 1 for each row, 2 before, 64 instead of.
            and trigger.tgtype & 67 = 1
            and function.pronamespace is distinct from to_regnamespace('tailrace')
    ), '[]')::text as row_triggers,
    not class.relispartition
    and class.relkind = 'r'
    and exists (
        select
        from pg_inherits as inheritance
        where class.oid in (inheritance.inhrelid, inheritance.inhparent)
    ) as inherits,
    exists (
        select
        from reached
        where reached.start = class.oid
            and reached.relation = class.oid
    ) as cascades_to_itself,
    coalesce((
        select json_agg(parent.inhparent::bigint order by parent.inhseqno)
        from pg_inherits as parent
        where parent.inhrelid = class.oid
            and not parent.inhdetachpending
    ), '[]')::text as parents
from pg_class as class
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
where class.relkind in ('r', 'p', 'v', 'm', 'f')
    and namespace.nspname not in ('pg_catalog', 'information_schema', 'tailrace')
    and namespace.nspname !~ '^pg_(toast|temp)'
order by namespace.nspname, class.relname;
