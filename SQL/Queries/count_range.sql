-- What a replay of a range would send, and what stands in the way of its being whole.
-- $1: from this sequence number; $2: to this one; $3, $4: only of this table, null for all; $5: only of this key, null
-- for all.
-- Whoever has captured a change and not ended holds a lock on the outbox; which numbers it drew cannot be seen.
select
    count(change.seq) as changes,
    coalesce(min(change.seq), 0) as first_seq,
    coalesce(max(change.seq), 0) as last_seq,
    (select removed_through from tailrace.source) as removed_through,
    (select case when is_called then last_value else 0 end from tailrace.outbox_seq) as newest_seq,
    (
        select count(distinct lock.virtualtransaction)
        from pg_locks as lock
        where lock.locktype = 'relation'
            and lock.database = (select oid from pg_database where datname = current_database())
            and lock.relation = 'tailrace.outbox'::regclass
            and lock.mode = 'RowExclusiveLock'
    ) as open_transactions
from tailrace.change as change
where change.seq >= $1::bigint
    and change.seq <= $2::bigint
    and ($3::text is null or (change.schema_name = $3::text and change.table_name = $4::text))
    and ($5::jsonb is null or change.key::jsonb = $5::jsonb or change.old_key::jsonb = $5::jsonb);
