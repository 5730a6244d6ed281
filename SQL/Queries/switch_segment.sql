-- Changes the segment that is written to. $1: epoch; $2: segment, 0 to pause the capture.
select tailrace.point_segment($1::bigint, $2::integer) as outcome;
