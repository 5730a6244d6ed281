-- The changes kept aside for a sink, in order of their sequence numbers, without their rows: what is needed to see which
-- of them have to wait. $1: sink.
select
    letter.seq,
    letter.xid,
    letter.captured_at,
    tailrace.head(
        letter.op::text,
        letter.schema_name,
        letter.table_name,
        letter.key,
        letter.old_key
    ) as head,
    null::json as before,
    null::json as after,
    letter.policy,
    letter.request
from tailrace.dead_letter as letter
where letter.sink = $1::text
order by letter.seq;
