-- Which of these sinks no relay serves now. $1: their names.
select name
from tailrace.sink
where name = any ($1::text[])
    and coalesce(lease_expires_at < clock_timestamp(), true)
order by name;
