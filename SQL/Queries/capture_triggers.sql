-- The capture triggers that are installed, with their functions. A partition's clones are not: they come and go with
-- the parent's.
select
    class.oid::bigint as table_oid,
    namespace.nspname as schema_name,
    class.relname as table_name,
    trigger.tgname as trigger_name,
    trigger.tgtype::integer as trigger_type,
    trigger.tgenabled::text as enabled,
    trigger.tgqual is not null as has_condition,
    function.proname as function_name
from pg_trigger as trigger
join pg_class as class
    on class.oid = trigger.tgrelid
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
join pg_proc as function
    on function.oid = trigger.tgfoid
join pg_namespace as function_namespace
    on function_namespace.oid = function.pronamespace
where function_namespace.nspname = 'tailrace'
    and trigger.tgparentid = 0
    and not trigger.tgisinternal
order by namespace.nspname, class.relname, trigger.tgname;
