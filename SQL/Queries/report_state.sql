-- What a sink's pipeline is doing, or what keeps it from it.
-- $1: sink; $2: epoch; $3: state; $4: kind of error, null for none; $5: error; $6: failures in a row; $7: microseconds
-- until the next try.
-- $8: the installation that the lease belongs to, null to take any.
with patiently as materialized (
    -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
    select set_config('lock_timeout', '1s', true) as setting
)
update tailrace.sink
set state = $3::text,
    error_kind = $4::text,
    error = $5::text,
    error_at = case when $5::text is not null then clock_timestamp() end,
    failures = $6::integer,
    next_try_at = case when $7::bigint is not null then clock_timestamp() + $7::bigint * interval '1 microsecond' end
from patiently
where name = $1::text
    and ($8::uuid is null or $8::uuid = (select source.epoch from tailrace.source as source))
    and epoch = $2::bigint
returning epoch;
