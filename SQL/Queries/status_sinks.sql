-- What is known of each sink.
select
    sink.name,
    sink.type,
    case
        when sink.lease_expires_at is not null and sink.lease_expires_at < clock_timestamp() then 'abandoned'
        else sink.state
    end as state,
    coalesce(sink.owner, '') as owner,
    sink.epoch,
    sink.snapshot::text as snapshot,
    sink.highest_seq,
    sink.window_snapshot::text as window_snapshot,
    sink.window_last_seq,
    sink.delivered,
    (extract(epoch from sink.last_delivered_at) * 1000000)::bigint as last_delivered_at,
    sink.error,
    sink.error_kind,
    (extract(epoch from sink.error_at) * 1000000)::bigint as error_at,
    sink.failures,
    (extract(epoch from sink.next_try_at) * 1000000)::bigint as next_try_at
from tailrace.sink as sink
order by sink.name;
