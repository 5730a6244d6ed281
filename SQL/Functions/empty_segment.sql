-- Gives a segment's storage back with that of its receipts, when nobody needs what is in it. Old replays go, too.
-- Parameters: held: the epoch of the housekeeper's lease; wanted: the segment, null for the default partition; kept: the
-- retention.
-- Returns: done, lost (the lease), locked, current, needed (by a sink or a replay) or retained.
-- Whatever was believed before, it counts only under the lock, which every writer of the segment has let go of then: so
-- all of its rows are committed, and seen. The lock is waited for so shortly that no deadlock check begins, and not at
-- all where a transaction has written to the segment: readers would queue up behind.
create or replace function tailrace.empty_segment (held bigint, wanted integer, kept interval)
returns text
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '100ms'
as $function$
declare
    segment_relation constant regclass := ('tailrace.outbox_segment_' || coalesce(wanted::text, 'default'))::regclass;
    receipts constant regclass := ('tailrace.delivery_segment_' || coalesce(wanted::text, 'default'))::regclass;
    facts record;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'a segment can only be emptied in a transaction that is read committed';
    end if;
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    if exists (
        select
        from pg_locks as lock
        where lock.locktype = 'relation'
            and lock.database = (select oid from pg_database where datname = current_database())
            and lock.relation = segment_relation
            and lock.mode <> 'AccessShareLock'
    ) then
        return 'locked';
    end if;
    begin
        execute format('lock table only %s, only %s in access exclusive mode', segment_relation, receipts);
    exception
        when lock_not_available then
            return 'locked';
    end;

    select *
    into facts
    from tailrace.segments() as segment
    where segment.number is not distinct from wanted;
    if facts.is_current then
        return 'current';
    end if;
    if facts.sinks <> '{}' or facts.replays <> '{}' or not exists (select from tailrace.sink) then
        return 'needed';
    end if;
    if facts.closed_at > clock_timestamp() - kept then
        return 'retained';
    end if;

    execute format('truncate only %s, only %s', segment_relation, receipts);
    update tailrace.source
    set removed_through = facts.last_seq
    where removed_through < facts.last_seq;
    delete from tailrace.replay
    where finished_at < clock_timestamp() - interval '30 days';
    return 'done';
end
$function$;

revoke all on function tailrace.empty_segment (bigint, integer, interval) from public;
