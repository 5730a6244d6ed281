-- Has a sink go on from a position of this history. Whoever serves it loses the lease, and a position that the sink has
-- stored itself does not count any more. $1: sink; $2: snapshot, null to keep the mark; $3: highest sequence number.
update tailrace.sink
set snapshot = coalesce($2::pg_snapshot, snapshot),
    highest_seq = case when $2::pg_snapshot is null then highest_seq else $3::bigint end,
    window_snapshot = case when $2::pg_snapshot is null then window_snapshot end,
    window_last_seq = case when $2::pg_snapshot is null then window_last_seq end,
    doubt_seq = null,
    owner = null,
    lease_expires_at = null,
    state = 'waiting',
    error = null,
    error_kind = null,
    error_at = null,
    failures = 0,
    next_try_at = null,
    epoch = epoch + 1,
    revision = revision + 1,
    seek_revision = revision + 1
where name = $1::text;
