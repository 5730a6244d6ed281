-- Keeps a sink. No row: it is lost. $1: sink; $2: epoch; $3: for how many microseconds.
-- $4: the installation that the lease belongs to, null to take any.
with asynchronously as materialized (
    select
        set_config('synchronous_commit', 'off', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
)
update tailrace.sink
set lease_expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond'
from asynchronously
where name = $1::text
    and ($4::uuid is null or $4::uuid = (select source.epoch from tailrace.source as source))
    and epoch = $2::bigint
returning epoch;
