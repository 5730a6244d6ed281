-- Changes kept aside for a sink, whole, in order of their sequence numbers. $1: sink; $2: their sequence numbers.
select
    letter.seq,
    letter.xid,
    letter.captured_at,
    tailrace.head(
        letter.op::text,
        letter.schema_name,
        letter.table_name,
        letter.key,
        letter.old_key,
        letter.partition,
        letter.context,
        letter.origin,
        letter.omitted
    ) as head,
    letter.before,
    letter.after
from tailrace.dead_letter as letter
where letter.sink = $1::text
    and letter.seq = any ($2::bigint[])
order by letter.seq;
