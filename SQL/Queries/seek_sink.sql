-- Moves a sink's position. Whoever serves the sink loses the lease to itself: it goes on from the new position, and a
-- position that the sink has stored beside its data does not count any more.
-- The commit waits for the disk, and with it for everything that the snapshot shows. No row: there is no such sink.
-- $1: sink; $2: snapshot of the new position, null for one taken now; $3: whether a window is open in it, up to now;
-- $4: the last sequence number delivered; $5: whether its pause ends with it.
with durably as materialized (
    select set_config('synchronous_commit', 'on', true) as setting
),
resumed as (
    delete from tailrace.pause
    where sink = $1::text
        and table_name is null
        and $5::boolean
)
update tailrace.sink as sink
set snapshot = coalesce($2::pg_snapshot, pg_current_snapshot()),
    highest_seq = case when $3::boolean then 0 else $4::bigint end,
    window_snapshot = case when $3::boolean then pg_current_snapshot() end,
    window_last_seq = case when $3::boolean then $4::bigint end,
    doubt_seq = null,
    epoch = sink.epoch + 1,
    revision = sink.revision + 1,
    seek_revision = sink.revision + 1
from durably
where sink.name = $1::text
returning sink.name;
