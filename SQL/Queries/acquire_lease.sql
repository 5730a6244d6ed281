-- Takes a sink that nobody serves, and with it a new epoch that fences whoever served it before.
-- $1: sink; $2: who takes it; $3: for how many microseconds; $4: its type.
update tailrace.sink
set owner = $2::text,
    type = $4::text,
    epoch = epoch + 1,
    lease_expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond',
    state = 'starting'
where name = $1::text
    and (lease_expires_at is null or lease_expires_at < clock_timestamp())
returning
    epoch,
    snapshot::text as snapshot,
    highest_seq,
    window_snapshot::text as window_snapshot,
    window_last_seq;
