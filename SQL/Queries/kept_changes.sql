-- The changes kept aside for a sink, in order of their sequence numbers, without their rows: what is needed to see which
-- of them have to wait. $1: sink.
select
    letter.seq,
    letter.xid,
    letter.captured_at,
    letter.op,
    letter.schema_name,
    letter.table_name,
    letter.key,
    letter.old_key,
    null::json as before,
    null::json as after,
    null::json as context,
    null::text as origin,
    null::text as partition,
    null::text as omitted,
    letter.policy,
    letter.request
from tailrace.dead_letter as letter
where letter.sink = $1::text
order by letter.seq;
