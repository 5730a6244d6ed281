-- A page of the stragglers, in order of their sequence numbers.
-- $1: their transactions; $2: only above this sequence number; $3: only up to this one; $4: at most so many.
-- The inner limit is hidden from the planner, as in read_rest.sql.
select
    change.seq,
    change.xid,
    change.captured_at,
    change.head,
    change.before,
    change.after
from unnest($1::xid8[]) as straggler (xid)
cross join lateral (
    select *
    from tailrace.outbox as candidate
    where (candidate.xid, candidate.seq) > (straggler.xid, $2::bigint)
        and (candidate.xid, candidate.seq) <= (straggler.xid, $3::bigint)
    order by candidate.xid, candidate.seq
    limit (select $4::integer)
) as change
order by change.seq
limit $4::integer;
