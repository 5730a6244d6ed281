-- Notes that a part of a replay has been sent. No row: it was cancelled, a later part has been noted, or the lease is lost.
-- $1: replay; $2: sink; $3: epoch; $4: sent up to this sequence number; $5: changes sent now; $6: whether that was all.
with patiently as materialized (
    -- The connection is shared: a lock on one sink's request must not keep the others from theirs.
    select set_config('lock_timeout', '1s', true) as setting
)
update tailrace.replay as replay
set last_seq = $4::bigint,
    sent = sent + $5::bigint,
    state = case when $6::boolean then 'done' else 'running' end,
    finished_at = case when $6::boolean then clock_timestamp() end
from tailrace.sink as sink
cross join patiently
where replay.id = $1::bigint
    and replay.state = 'running'
    and replay.last_seq <= $4::bigint
    and sink.name = $2::text
    and sink.epoch = $3::bigint
returning replay.id;
