-- Notes, durably, with which revision of the sink changes kept aside are about to be delivered, and that no others are.
-- A sink that stores the revision beside the data can then tell whether it was given them. No row: the lease is lost.
-- $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any; $4: their sequence numbers.
with durably as materialized (
    select
        set_config('synchronous_commit', 'on', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
mine as (
    update tailrace.sink as sink
    set revision = sink.revision + 1
    from durably
    where sink.name = $1::text
        and sink.epoch = $2::bigint
        and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    returning sink.name, sink.revision
),
claimed as (
    update tailrace.dead_letter as letter
    set release = case when letter.seq = any ($4::bigint[]) then mine.revision end
    from mine
    where letter.sink = mine.name
        and (letter.release is not null or letter.seq = any ($4::bigint[]))
)
select revision
from mine;
