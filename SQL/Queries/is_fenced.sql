-- Whether a relay that served a sink has noticed that its lease was taken away: it has taken another one, or the lease is
-- over. $1: sink; $2: the epoch that took it away.
select epoch > $2::bigint or coalesce(lease_expires_at < clock_timestamp(), true) as is_fenced
from tailrace.sink
where name = $1::text;
