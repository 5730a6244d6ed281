-- A page of the committed changes of a range, for a replay.
-- $1: only above this sequence number; $2: only up to this one; $3, $4: only of this table, null for all;
-- $5: only of this key, null for all; $6: at most so many.
select
    change.seq,
    change.xid,
    change.captured_at,
    change.head,
    change.before,
    change.after
from tailrace.change as change
where change.seq > $1::bigint
    and change.seq <= $2::bigint
    and ($3::text is null or (change.schema_name = $3::text and change.table_name = $4::text))
    and ($5::jsonb is null or change.key::jsonb = $5::jsonb or change.old_key::jsonb = $5::jsonb)
order by change.seq
limit $6::integer;
