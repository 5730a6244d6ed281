-- Gives a segment's storage back. $1: epoch; $2: segment, null for the default one; $3: retention in microseconds.
select tailrace.empty_segment($1::bigint, $2::integer, $3::bigint * interval '1 microsecond') as outcome;
