-- $1: replay.
update tailrace.replay
set state = 'cancelled',
    finished_at = clock_timestamp()
where id = $1::bigint
    and state in ('requested', 'running');
