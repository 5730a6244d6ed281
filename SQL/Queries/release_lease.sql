-- Gives a sink back. $1: sink; $2: epoch.
-- $3: the installation that the lease belongs to, null to take any.
with patiently as materialized (
    -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
    select set_config('lock_timeout', '1s', true) as setting
)
update tailrace.sink
set owner = null,
    lease_expires_at = null,
    state = 'stopped'
from patiently
where name = $1::text
    and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    and epoch = $2::bigint
returning epoch;
