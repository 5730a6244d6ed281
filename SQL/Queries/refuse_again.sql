-- A change kept aside was refused when it was sent: it stays, durably, and waits for the next request. No row: the lease
-- is lost. $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any; $4: its sequence
-- number; $5: the policy where it was not refused before; $6: why it is refused.
with durably as materialized (
    select
        set_config('synchronous_commit', 'on', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
mine as materialized (
    select sink.name
    from tailrace.sink as sink
    cross join durably
    where sink.name = $1::text
        and sink.epoch = $2::bigint
        and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    for share of sink
),
refused as (
    update tailrace.dead_letter as letter
    set cause = case when letter.seq = $4::bigint then 'refused' else letter.cause end,
        policy = case when letter.seq = $4::bigint then coalesce(letter.policy, $5::text) else letter.policy end,
        reason = case when letter.seq = $4::bigint then $6::text else letter.reason end,
        tries = letter.tries + (letter.seq = $4::bigint)::integer,
        tried_at = case when letter.seq = $4::bigint then clock_timestamp() else letter.tried_at end,
        request = case when letter.seq = $4::bigint then null else letter.request end,
        release = null
    from mine
    where letter.sink = mine.name
        and (letter.release is not null or letter.seq = $4::bigint)
)
select name
from mine;
