-- $1: sink; $2: from; $3: to; $4, $5: table or null; $6: key or null; $7: changes a second or null.
insert into tailrace.replay (sink, from_seq, to_seq, last_seq, schema_name, table_name, key, changes_a_second)
select name, $2::bigint, $3::bigint, $2::bigint - 1, $4::text, $5::text, $6::jsonb, $7::integer
from tailrace.sink
where name = $1::text
returning id;
