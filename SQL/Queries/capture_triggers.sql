-- The capture triggers that are installed, with their functions. A partition's clones come and go with the parent's; but
-- they can be disabled by themselves.
with differing as (
    select
        trigger.tgfoid,
        json_agg(format('%I.%I', namespace.nspname, class.relname) order by namespace.nspname, class.relname) as partitions
    from pg_trigger as trigger
    join pg_trigger as clone
        on clone.tgfoid = trigger.tgfoid
        and clone.tgparentid <> 0
        and clone.tgenabled <> trigger.tgenabled
    join pg_class as class
        on class.oid = clone.tgrelid
    join pg_namespace as namespace
        on namespace.oid = class.relnamespace
    join pg_proc as function
        on function.oid = trigger.tgfoid
        and function.pronamespace = to_regnamespace('tailrace')
    where trigger.tgparentid = 0
    group by trigger.tgfoid
)
select
    class.oid::bigint as table_oid,
    namespace.nspname as schema_name,
    class.relname as table_name,
    trigger.tgname as trigger_name,
    trigger.tgtype::integer as trigger_type,
    trigger.tgenabled::text as enabled,
    trigger.tgqual is not null
        or trigger.tgattr::text <> ''
        or trigger.tgconstraint <> 0
        or trigger.tgnargs > 0 as is_altered,
    pg_has_role(class.relowner, 'usage') as may_drop,
    array_to_json(array_remove(array[trigger.tgoldtable, trigger.tgnewtable], null))::text as transition_tables,
    function.proname as function_name,
    coalesce(differing.partitions, '[]')::text as differing_partitions
from pg_trigger as trigger
join pg_class as class
    on class.oid = trigger.tgrelid
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
join pg_proc as function
    on function.oid = trigger.tgfoid
join pg_namespace as function_namespace
    on function_namespace.oid = function.pronamespace
left join differing
    on differing.tgfoid = trigger.tgfoid
where function_namespace.nspname = 'tailrace'
    and namespace.nspname <> 'tailrace'
    and trigger.tgparentid = 0
    and not trigger.tgisinternal
order by namespace.nspname, class.relname, trigger.tgname;
