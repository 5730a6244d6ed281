-- Where does the window end, and which transactions have stragglers in it?
-- $1: the transactions in progress in the snapshot where the window begins; $2: that snapshot's xmax;
-- $3: the highest sequence number delivered; $4: the snapshot where the window ends, null to take one now.
-- A transaction at or above xmax may have drawn a number below the highest one too: xmax is one above the latest
-- completed transaction, not the next one.
-- What the snapshot shows was written to the log before the place that is asked for here.
-- Written so that the planner takes the index on (xid, seq) with any statistics and with none: a row comparison in the
-- first half, which no other index can serve; two bounds in the second one, which it takes for few rows.
with bounds as materialized (
    select coalesce($4::pg_snapshot, pg_current_snapshot()) as up_to
),
written as materialized (
    select pg_current_wal_insert_lsn() as up_to
)
select
    bounds.up_to::text as up_to,
    (select epoch::text from tailrace.source) as installation,
    tailrace.history() as history,
    (select max(version) from tailrace.migration) as schema_version,
    written.up_to::text as written_up_to,
    pg_current_wal_flush_lsn() >= written.up_to as is_flushed,
    array(
        select waited_for.xid
        from unnest($1::xid8[]) as waited_for (xid)
        cross join lateral (
            select
            from tailrace.outbox as change
            where (change.xid, change.seq) > (waited_for.xid, 0::bigint)
                and (change.xid, change.seq) <= (waited_for.xid, $3::bigint)
            order by change.xid, change.seq
            limit 1
        ) as straggler
        where pg_visible_in_snapshot(waited_for.xid, bounds.up_to)
        union all
        select distinct change.xid
        from tailrace.outbox as change
        where change.xid >= $2::xid8
            and change.xid < pg_snapshot_xmax(bounds.up_to)
            and change.seq <= $3::bigint
            and pg_visible_in_snapshot(change.xid, bounds.up_to)
    )::text as stragglers
from bounds
cross join written;
