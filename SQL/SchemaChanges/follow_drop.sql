-- Captures that a captured table, or a partition of one, was dropped, and removes what was made for it.
-- Called by: the event trigger tailrace_drop, with its installer's rights. Never makes the application's command fail.
create or replace function tailrace.follow_drop ()
returns event_trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '300ms'
as $function$
declare
    dropped record;
    function_name text;
begin
    begin
        for dropped in
            with object as (
                select * from pg_event_trigger_dropped_objects()
            )
            select distinct
                gone.objid,
                coalesce(root_namespace.nspname, gone.schema_name) as schema_name,
                coalesce(root.relname, gone.object_name) as table_name,
                gone.object_identity,
                case when root.oid is not null then gone.schema_name || '.' || gone.object_name end as partition
            from object as gone
            join object as trigger
                on trigger.object_type = 'trigger'
                and trigger.address_names[1] = gone.schema_name
                and trigger.address_names[2] = gone.object_name
                and trigger.address_names[3] like '\_tailrace\_%'
            -- The captured table's number is in the names of its partitions' triggers.
            left join pg_class as root
                on root.oid::text = substring(trigger.address_names[3] from '^_tailrace_(\d+)_')
                and root.oid <> gone.objid
            left join pg_namespace as root_namespace
                on root_namespace.oid = root.relnamespace
            where gone.object_type = 'table'
                and not gone.is_temporary
        loop
            insert into tailrace.outbox (head, after)
            values (
                tailrace.head(
                    's',
                    dropped.schema_name,
                    dropped.table_name,
                    partition => dropped.partition,
                    context => tailrace.json_or_string(nullif(current_setting('tailrace.context', true), '')),
                    origin => nullif(current_setting('tailrace.origin', true), '')
                ),
                json_build_object('command', tg_tag, 'object', dropped.object_identity)
            );

            delete from tailrace.seen_table where relation = dropped.objid;

            for function_name in
                select proname
                from pg_proc
                where pronamespace = 'tailrace'::regnamespace
                    and proname like 'capture\_' || dropped.objid || '\_%'
            loop
                execute format('drop function tailrace.%I() cascade', function_name);
            end loop;
        end loop;
    exception
        when others then
            raise warning 'tailrace could not follow %: %', tg_tag, sqlerrm
                using hint = 'Run tailrace doctor.';
    end;
end
$function$;

revoke all on function tailrace.follow_drop () from public;
