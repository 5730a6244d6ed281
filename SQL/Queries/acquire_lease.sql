-- Takes a sink that nobody serves, or that this very process has and does not know of, since an answer was lost;
-- and with it a new epoch that fences whoever served it before.
-- $1: sink; $2: who takes it; $3: for how many microseconds; $4: its type.
-- $5: the installation that the lease belongs to, null to take any.
with patiently as materialized (
    -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
    select
        set_config('lock_timeout', '1s', true) as setting,
        -- An epoch that a crash of the server takes back would be given twice.
        set_config('synchronous_commit', 'on', true) as durably
)
update tailrace.sink
set owner = $2::text,
    type = $4::text,
    epoch = epoch + 1,
    mark_number = 0,
    lease_expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond',
    lease_term = $3::bigint * interval '1 microsecond',
    state = 'starting'
from patiently
where name = $1::text
    and ($5::uuid is null or $5::uuid = (select source.epoch from tailrace.source as source))
    and (
        lease_expires_at is null
        or lease_expires_at < clock_timestamp()
        -- No lease lasts so long: the server's clock was put back after it was taken.
        or lease_expires_at > clock_timestamp() + 2 * lease_term
        or owner = $2::text
    )
returning
    epoch,
    snapshot::text as snapshot,
    highest_seq,
    window_snapshot::text as window_snapshot,
    window_last_seq,
    revision,
    seek_revision,
    doubt_seq;
