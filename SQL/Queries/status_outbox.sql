-- How large the outbox is, and what is under way in it. There are no statistics of it: so many numbers were drawn that
-- may be stored.
select
    (select case when is_called then last_value else 0 end from tailrace.outbox_seq) - oldest.seq + 1 as estimated_rows,
    (
        select sum(pg_total_relation_size(child.inhrelid))::bigint
        from pg_inherits as child
        where child.inhparent = 'tailrace.outbox'::regclass
    ) as bytes,
    (
        select count(*)
        from pg_inherits as child
        where child.inhparent = 'tailrace.outbox'::regclass
    ) as segments,
    pg_sequence_last_value('tailrace.current_segment') as current_segment,
    (select case when is_called then last_value else 0 end from tailrace.outbox_seq) as newest_seq,
    (select removed_through from tailrace.source) as removed_through,
    oldest.seq as oldest_seq,
    extract(epoch from clock_timestamp() - oldest.captured_at)::float8 as oldest_age_seconds,
    open.transactions as open_transactions,
    open.oldest_seconds as oldest_open_seconds
from (
    select
        count(distinct lock.virtualtransaction) as transactions,
        extract(epoch from clock_timestamp() - min(coalesce(activity.xact_start, prepared.prepared)))::float8 as oldest_seconds
    from pg_locks as lock
    left join pg_stat_activity as activity
        on activity.pid = lock.pid
    left join pg_prepared_xacts as prepared
        on lock.virtualtransaction = '-1/' || prepared.transaction::text
    where lock.locktype = 'relation'
        and lock.database = (select oid from pg_database where datname = current_database())
        and lock.relation = 'tailrace.outbox'::regclass
        and lock.mode = 'RowExclusiveLock'
) as open
left join lateral (
    select
        change.seq,
        change.captured_at
    from tailrace.outbox as change
    order by change.seq
    limit 1
) as oldest
    on true;
