-- Raises a sink's revision to that of a position of its own, durably: a sink that was forgotten counts from 0 again, and
-- its next seek has to be later than what the sink has stored. No row: the lease is lost.
-- $1: sink; $2: epoch; $3: the revision.
with durably as materialized (
    select set_config('synchronous_commit', 'on', true) as setting
)
update tailrace.sink as sink
set revision = greatest(sink.revision, $3::bigint)
from durably
where sink.name = $1::text
    and sink.epoch = $2::bigint
returning sink.revision;
