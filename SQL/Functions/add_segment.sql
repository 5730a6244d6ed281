-- Makes a segment, ahead of its use.
-- Parameters: held: the epoch of the housekeeper's lease; wanted: its number, which nothing in the default partition has.
-- Returns: done, lost (the lease), or locked: try again later.
-- Attaching lets writers go on; only the default partition is locked, and nobody waits for that any longer than
-- lock_timeout. Making it as a partition from the start would lock the whole outbox.
create or replace function tailrace.add_segment (held bigint, wanted integer)
returns text
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '100ms'
as $function$
declare
    options text;
begin
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    begin
        execute format('create table tailrace.outbox_segment_%s (like tailrace.outbox including all)', wanted);
        -- As the others are stored.
        select string_agg(setting.prefix || option, ', ')
        into options
        from pg_class as class
        cross join lateral (
            select '' as prefix, class.reloptions as options
            union all
            select 'toast.', toast.reloptions
            from pg_class as toast
            where toast.oid = class.reltoastrelid
        ) as setting
        cross join lateral unnest(setting.options) as option
        where class.oid = 'tailrace.outbox_segment_1'::regclass;
        if options is not null then
            execute format('alter table tailrace.outbox_segment_%s set (%s)', wanted, options);
        end if;
        execute format(
            'alter table tailrace.outbox attach partition tailrace.outbox_segment_%1$s for values in (%1$s)',
            wanted
        );
        execute format('create table tailrace.delivery_segment_%s (like tailrace.delivery including all)', wanted);
        execute format(
            'alter table tailrace.delivery attach partition tailrace.delivery_segment_%1$s for values in (%1$s)',
            wanted
        );
        insert into tailrace.segment (number)
        values (wanted);
    exception
        when lock_not_available then
            return 'locked';
    end;
    return 'done';
end
$function$;

revoke all on function tailrace.add_segment (bigint, integer) from public;
