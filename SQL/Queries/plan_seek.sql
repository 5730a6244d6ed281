-- What a seek would do to a sink: how many stored changes it would leave out, and how many it would have sent again.
-- A change is behind a position when its snapshot shows it, or its window does up to the last number delivered.
-- $1: sink; $2: snapshot of the new position, null for one taken now; $3: whether a window is open in it, up to now;
-- $4: the last sequence number delivered.
with target as materialized (
    select
        coalesce($2::pg_snapshot, pg_current_snapshot()) as snapshot,
        case when $3::boolean then pg_current_snapshot() end as window_snapshot,
        $4::bigint as window_last_seq
),
change as (
    select
        pg_visible_in_snapshot(change.xid, sink.snapshot)
        or coalesce(
            pg_visible_in_snapshot(change.xid, sink.window_snapshot) and change.seq <= sink.window_last_seq, false
        ) as is_behind_now,
        pg_visible_in_snapshot(change.xid, target.snapshot)
        or coalesce(
            pg_visible_in_snapshot(change.xid, target.window_snapshot) and change.seq <= target.window_last_seq, false
        ) as is_behind_then
    from tailrace.outbox as change
    cross join target
    cross join tailrace.sink as sink
    where sink.name = $1::text
)
select
    greatest(sink.highest_seq, sink.window_last_seq) as highest_seq,
    (select case when is_called then last_value else 0 end from tailrace.outbox_seq) as newest_seq,
    (select removed_through from tailrace.source) as removed_through,
    (select count(*) from change where is_behind_then and not is_behind_now) as skipped,
    (select count(*) from change where is_behind_now and not is_behind_then) as again
from tailrace.sink as sink
where sink.name = $1::text;
