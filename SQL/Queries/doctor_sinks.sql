-- Sinks, and what is known of their condition.
select
    name,
    lease_expires_at is not null and lease_expires_at < clock_timestamp() as is_abandoned,
    error
from tailrace.sink
order by name;
