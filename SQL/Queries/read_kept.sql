-- Changes kept aside for a sink, whole, in order of their sequence numbers. $1: sink; $2: their sequence numbers.
select
    letter.seq,
    letter.xid,
    letter.captured_at,
    letter.op,
    letter.schema_name,
    letter.table_name,
    letter.key,
    letter.old_key,
    letter.before,
    letter.after,
    letter.context,
    letter.origin,
    letter.partition,
    letter.omitted
from tailrace.dead_letter as letter
where letter.sink = $1::text
    and letter.seq = any ($2::bigint[])
order by letter.seq;
