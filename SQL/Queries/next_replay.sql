-- The oldest open request for a sink. $1: sink; $2: the epoch of who asks.
with patiently as materialized (
    -- The connection is shared: a lock on one sink's request must not keep the others from theirs.
    select set_config('lock_timeout', '1s', true) as setting
)
update tailrace.replay as replay
set state = 'running'
from tailrace.sink as sink
cross join patiently
where replay.id = (
        select id
        from tailrace.replay
        where sink = $1::text
            and state in ('requested', 'running')
        order by id
        limit 1
    )
    and sink.name = $1::text
    and sink.epoch = $2::bigint
    and replay.state in ('requested', 'running')
returning
    replay.id,
    replay.last_seq,
    replay.to_seq,
    replay.schema_name,
    replay.table_name,
    replay.key::text as key,
    replay.changes_a_second;
