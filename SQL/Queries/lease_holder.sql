-- Who serves a sink, and for how long at least. $1: sink.
select
    coalesce(owner, '') as owner,
    greatest(0, extract(epoch from lease_expires_at - clock_timestamp()) * 1000000)::bigint as microseconds_left
from tailrace.sink
where name = $1::text;
