-- A page of a window without its stragglers, in order of the sequence numbers.
-- $1: only above this sequence number; $2: only what this snapshot shows; $3: and this one does not; $4: at most so
-- many.
select
    change.seq,
    change.xid,
    change.captured_at,
    change.op,
    change.schema_name,
    change.table_name,
    change.key,
    change.old_key,
    change.before,
    change.after,
    change.context,
    change.origin,
    change.partition
from tailrace.outbox as change
where change.seq > $1::bigint
    and pg_visible_in_snapshot(change.xid, $2::pg_snapshot)
    and not pg_visible_in_snapshot(change.xid, $3::pg_snapshot)
order by change.seq
limit $4::integer;
