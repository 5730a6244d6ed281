-- Captures new tables that the configuration means, and every change of a captured table's schema, in the transaction
-- that makes it.
-- Called by: the event trigger tailrace_ddl, with its installer's rights. Never makes the application's command fail.
create or replace function tailrace.follow_ddl ()
returns event_trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '300ms'
as $function$
declare
    changed record;
    known_as text;
begin
    if current_setting('tailrace.following', true) = 'on' then
        return;
    end if;

    begin
        perform set_config('tailrace.following', 'on', true);

        for changed in
            select distinct
                class.oid as relation,
                root.oid as root,
                root_namespace.nspname as schema_name,
                root.relname as table_name,
                format('%s.%s', namespace.nspname, class.relname) as name
            from pg_event_trigger_ddl_commands() as command
            join pg_class as class
                on (command.classid = 'pg_class'::regclass and class.oid = command.objid)
                or (command.classid = 'pg_namespace'::regclass and class.relnamespace = command.objid)
            join pg_namespace as namespace
                on namespace.oid = class.relnamespace
            join pg_class as root
                on root.oid = case when class.relispartition then pg_partition_root(class.oid)::oid else class.oid end
            join pg_namespace as root_namespace
                on root_namespace.oid = root.relnamespace
            where class.relkind in ('r', 'p')
                and class.relpersistence <> 't'
                and namespace.nspname not in ('tailrace', 'pg_catalog', 'information_schema')
            order by root_namespace.nspname, root.relname, name
        loop
            select format('%I.%I', record.schema_name, record.table_name)
            into known_as
            from tailrace.seen_table as record
            where record.relation = changed.relation
                and (record.schema_name <> changed.schema_name or record.table_name <> changed.table_name);

            if tailrace.capture_table(changed.root) then
                insert into tailrace.outbox (head, after)
                values (
                    tailrace.head(
                        's',
                        changed.schema_name,
                        changed.table_name,
                        partition => case when changed.relation <> changed.root then changed.name end,
                        context => tailrace.json_or_string(nullif(current_setting('tailrace.context', true), '')),
                        origin => nullif(current_setting('tailrace.origin', true), '')
                    ),
                    tailrace.table_description(changed.relation, tg_tag, known_as)
                );
            end if;
        end loop;

        perform set_config('tailrace.following', '', true);
    exception
        when others then
            raise warning 'tailrace could not follow %: %', tg_tag, sqlerrm
                using hint = 'Run tailrace doctor.';
    end;
end
$function$;

revoke all on function tailrace.follow_ddl () from public;
