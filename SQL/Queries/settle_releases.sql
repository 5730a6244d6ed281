-- After a crash: which of the changes kept aside that were about to be delivered has the sink? Those go, the others are to
-- be delivered still. No row: the lease is lost.
-- $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any; $4: the revision that the sink
-- has stored, 0 where it stores none.
with durably as materialized (
    select
        set_config('synchronous_commit', 'on', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
mine as materialized (
    select sink.name
    from tailrace.sink as sink
    cross join durably
    where sink.name = $1::text
        and sink.epoch = $2::bigint
        and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    for share of sink
),
gone as (
    delete from tailrace.dead_letter as letter
    using mine
    where letter.sink = mine.name
        and letter.release <= $4::bigint
),
kept as (
    update tailrace.dead_letter as letter
    set release = null
    from mine
    where letter.sink = mine.name
        and letter.release > $4::bigint
)
select name
from mine;
