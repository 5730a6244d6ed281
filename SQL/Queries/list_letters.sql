-- The changes that are kept aside, without their rows, each sink's in order.
-- $1: only these ids, null for all; $2: only of this sink; $3, $4: only of this table; $5: only of this key; $6: only kept
-- since; $7: only kept until. Times in microseconds since 1970 in UTC. Null for no condition.
select
    letter.id,
    letter.sink,
    letter.seq,
    letter.op::text as op,
    letter.schema_name,
    letter.table_name,
    letter.key,
    letter.old_key,
    letter.cause,
    letter.policy,
    letter.reason,
    letter.tries,
    (extract(epoch from letter.kept_at) * 1000000)::bigint as kept_at,
    (extract(epoch from letter.tried_at) * 1000000)::bigint as tried_at,
    letter.request,
    letter.requested_by
from tailrace.dead_letter as letter
where ($1::bigint[] is null or letter.id = any ($1::bigint[]))
    and ($2::text is null or letter.sink = $2::text)
    and ($3::text is null or (letter.schema_name = $3::text and letter.table_name = $4::text))
    and ($5::jsonb is null or letter.key::jsonb = $5::jsonb or letter.old_key::jsonb = $5::jsonb)
    and ($6::float8 is null or letter.kept_at >= to_timestamp($6::float8 / 1000000))
    and ($7::float8 is null or letter.kept_at < to_timestamp($7::float8 / 1000000))
order by letter.sink, letter.seq;
