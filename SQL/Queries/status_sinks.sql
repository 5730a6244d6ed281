-- What is known of each sink.
select
    sink.name,
    sink.type,
    case
        when sink.lease_expires_at is not null and sink.lease_expires_at < clock_timestamp() then 'abandoned'
        when sink.owner is not null and pause.sink is not null then 'paused'
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
    (extract(epoch from sink.next_try_at) * 1000000)::bigint as next_try_at,
    coalesce(kept.refused, 0) as refused,
    coalesce(kept.waiting, 0) as waiting,
    (
        select coalesce(
            json_agg(
                json_build_object(
                    'schema', pause.schema_name,
                    'table', pause.table_name,
                    'at', (extract(epoch from pause.paused_at) * 1000000)::bigint,
                    'by', pause.paused_by,
                    'reason', pause.reason
                )
                order by pause.schema_name nulls first, pause.table_name
            ),
            '[]'
        )
        from tailrace.pause as pause
        where pause.sink = sink.name
    )::text as pauses
from tailrace.sink as sink
left join tailrace.pause as pause
    on pause.sink = sink.name
    and pause.table_name is null
left join lateral (
    select
        count(*) filter (where letter.cause = 'refused') as refused,
        count(*) filter (where letter.cause <> 'refused') as waiting
    from tailrace.dead_letter as letter
    where letter.sink = sink.name
) as kept
    on true
order by sink.name;
