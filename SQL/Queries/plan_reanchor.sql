-- What each sink would be given after the source is re-anchored: from its mark, and of all that is stored.
-- A change is behind the mark when its snapshot shows it, or its window does up to the last number delivered. In copied rows
-- the ids that marks and changes have come from one history, so that this can still be told; of what has been captured
-- in the copy since, it is known by the numbers.
-- $1: whether the rows are copies.
select
    sink.name,
    greatest(sink.highest_seq, sink.window_last_seq) as highest_seq,
    sink.doubt_seq,
    stored.changes as stored,
    stored.pending,
    stored.first_pending,
    stored.last_pending,
    stored.doubtful,
    coalesce(sink.lease_expires_at > clock_timestamp(), false) as is_served
from tailrace.sink as sink
cross join lateral (
    select
        count(*) as changes,
        count(*) filter (where change.is_pending) as pending,
        coalesce(min(change.seq) filter (where change.is_pending), 0) as first_pending,
        coalesce(max(change.seq) filter (where change.is_pending), 0) as last_pending,
        count(*) filter (where change.is_pending and change.seq <= sink.doubt_seq) as doubtful
    from (
        select
            stored.seq,
            ($1::boolean and stored.seq > greatest(sink.highest_seq, sink.window_last_seq))
            or not (
                pg_visible_in_snapshot(stored.xid, sink.snapshot)
                or coalesce(
                    pg_visible_in_snapshot(stored.xid, sink.window_snapshot) and stored.seq <= sink.window_last_seq,
                    false
                )
            ) as is_pending
        from tailrace.outbox as stored
    ) as change
) as stored
order by sink.name;
