-- Moves a sink's position and writes the receipt. No row: the lease is lost, or a later mark has been made.
-- A lost mark only repeats a batch, so that nobody has to wait for the disk. The setting lasts for this statement's
-- own transaction, which is what a transaction pooler can carry.
-- $1: sink; $2: epoch; $3: snapshot; $4: highest sequence number; $5, $6: open window or null; $7: for how many
-- microseconds the lease holds from now on; $8: changes in the batch; $9, $10: first and last sequence number of the
-- batch; $11, $12: the snapshots between which its changes became visible.
-- $13: the installation that the lease belongs to, null to take any; $14: the history that the batch was read from, null to
-- take any: on a branch of it the snapshot may mean something else; $15: the mark's number, counted from 1 since the lease
-- was taken, null for the next one. A number that has come before is the same mark, whose answer was lost.
with asynchronously as materialized (
    select
        set_config('synchronous_commit', 'off', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
marked as (
    update tailrace.sink
    set snapshot = $3::pg_snapshot,
        highest_seq = $4::bigint,
        window_snapshot = $5::pg_snapshot,
        window_last_seq = $6::bigint,
        lease_expires_at = clock_timestamp() + $7::bigint * interval '1 microsecond',
        mark_number = coalesce($15::bigint, mark_number + 1),
        delivered = delivered + case when mark_number < coalesce($15::bigint, mark_number + 1) then $8::bigint else 0 end,
        last_delivered_at = case when $8::bigint > 0 then clock_timestamp() else last_delivered_at end,
        state = 'running',
        error = null,
        error_kind = null,
        error_at = null,
        failures = 0,
        next_try_at = null
    from asynchronously
    where name = $1::text
        and ($13::uuid is null or $13::uuid = (select source.epoch from tailrace.source as source))
        and epoch = $2::bigint
        and ($14::text is null or $14::text = tailrace.history())
        and mark_number <= coalesce($15::bigint, mark_number)
    returning name
),
receipt as (
    insert into tailrace.delivery (sink, first_seq, last_seq, changes, since, up_to)
    select name, $9::bigint, $10::bigint, $8::bigint, $11::pg_snapshot, $12::pg_snapshot
    from marked
    where $8::bigint > 0
)
select name
from marked;
