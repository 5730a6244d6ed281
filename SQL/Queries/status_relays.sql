-- What is known of each relay.
select
    relay.owner,
    to_json(relay.sinks)::text as sinks,
    (
        select coalesce(json_agg(sink.name order by sink.name), '[]')
        from tailrace.sink as sink
        where sink.owner = relay.owner
            and sink.lease_expires_at >= clock_timestamp()
    )::text as serving,
    (extract(epoch from relay.started_at) * 1000000)::bigint as started_at,
    relay.expires_at >= clock_timestamp() as is_alive
from tailrace.relay as relay
order by relay.owner;
