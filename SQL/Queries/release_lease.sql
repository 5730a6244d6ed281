-- Gives a sink back. $1: sink; $2: epoch.
update tailrace.sink
set owner = null,
    lease_expires_at = null,
    state = 'stopped'
where name = $1::text
    and epoch = $2::bigint
returning epoch;
