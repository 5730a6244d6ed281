-- The outbox's segments, and what keeps them.
select
    number,
    is_current,
    is_used,
    bytes,
    (extract(epoch from opened_at) * 1000000)::bigint as opened_at,
    (extract(epoch from closed_at) * 1000000)::bigint as closed_at,
    changes,
    first_seq,
    last_seq,
    array_to_json(sinks)::text as sinks,
    array_to_json(replays)::text as replays
from tailrace.segments();
