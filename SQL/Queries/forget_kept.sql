-- Drops changes kept aside, durably: they have been delivered or discarded. No row: the lease is lost.
-- $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any; $4: their sequence numbers;
-- $5: how many of them have been delivered.
with durably as materialized (
    select
        set_config('synchronous_commit', 'on', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
mine as (
    update tailrace.sink as sink
    set delivered = sink.delivered + $5::bigint,
        last_delivered_at = case when $5::bigint > 0 then clock_timestamp() else sink.last_delivered_at end
    from durably
    where sink.name = $1::text
        and sink.epoch = $2::bigint
        and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    returning sink.name
),
gone as (
    delete from tailrace.dead_letter as letter
    using mine
    where letter.sink = mine.name
        and letter.seq = any ($4::bigint[])
)
select name
from mine;
