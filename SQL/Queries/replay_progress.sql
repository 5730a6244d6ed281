-- $1: replay.
select
    replay.state,
    replay.sent,
    replay.last_seq,
    coalesce(sink.error, '') as error,
    coalesce(sink.owner, '') as owner,
    coalesce(sink.lease_expires_at > clock_timestamp(), false) as is_served
from tailrace.replay as replay
join tailrace.sink as sink
    on sink.name = replay.sink
where replay.id = $1::bigint;
