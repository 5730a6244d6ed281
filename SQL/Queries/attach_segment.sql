-- Makes a segment. $1: epoch; $2: its number.
select tailrace.add_segment($1::bigint, $2::integer) as outcome;
