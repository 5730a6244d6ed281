-- Says that a relay lives, and forgets those that have not been heard of. A lost announcement is made again soon, so that
-- nobody has to wait for the disk. No row: the installation is another one.
-- $1: relay; $2: the sinks that it could serve; $3: for how many microseconds; $4: the installation, null for any.
with asynchronously as materialized (
    select
        set_config('synchronous_commit', 'off', true) as setting,
        set_config('lock_timeout', '1s', true) as patience
),
forgotten as (
    delete from tailrace.relay
    where owner in (
        select relay.owner
        from tailrace.relay as relay
        cross join asynchronously
        where relay.expires_at < clock_timestamp()
            and relay.owner <> $1::text
        for update of relay skip locked
    )
)
insert into tailrace.relay (owner, sinks, expires_at)
select $1::text, $2::text[], clock_timestamp() + $3::bigint * interval '1 microsecond'
from asynchronously
where $4::uuid is null
    or $4::uuid = (select source.epoch from tailrace.source as source)
on conflict (owner) do update
set sinks = excluded.sinks,
    expires_at = excluded.expires_at
returning owner;
