-- Which relay could serve which sink, of those that live, and which relay holds which sink.
-- $1: a lease's term in microseconds. What ends more than two terms from now is void: the server's clock was put back.
select
    relay.owner,
    sink.name as sink,
    false as is_lease
from tailrace.relay as relay
cross join lateral unnest(relay.sinks) as sink (name)
where relay.expires_at between clock_timestamp() and clock_timestamp() + 2 * $1::bigint * interval '1 microsecond'
union all
select
    owner,
    name,
    true
from tailrace.sink
where owner is not null
    and lease_expires_at between clock_timestamp() and clock_timestamp() + 2 * $1::bigint * interval '1 microsecond';
