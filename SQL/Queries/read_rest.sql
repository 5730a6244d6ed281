-- A page of a window without its stragglers, in order of the sequence numbers.
-- $1: only above this sequence number; $2: only what this snapshot shows; $3: and this one does not; $4: at most so
-- many.
-- The limit is hidden from the planner, which then counts on a tenth of the rows and reads them by the index. A limit
-- that it can see, of the size of a whole table for all it knows, has it read and sort that table at every look.
select
    change.seq,
    change.xid,
    change.captured_at,
    change.head,
    change.before,
    change.after
from tailrace.outbox as change
where change.seq > $1::bigint
    and pg_visible_in_snapshot(change.xid, $2::pg_snapshot)
    and not pg_visible_in_snapshot(change.xid, $3::pg_snapshot)
order by change.seq
limit (select $4::integer);
