-- Who keeps house, by which settings, and what it last said.
select
    coalesce(housekeeping.owner, '') as owner,
    coalesce(housekeeping.lease_expires_at > clock_timestamp(), false) as is_kept,
    extract(epoch from housekeeping.retention)::float8 as retention_seconds,
    housekeeping.max_bytes,
    housekeeping.on_full,
    coalesce(housekeeping.error, '') as error,
    coalesce(pg_sequence_last_value('tailrace.current_segment') = 0, false) as is_paused,
    (extract(epoch from clock_timestamp()) * 1000000)::bigint as now,
    (select count(*) from tailrace.gap) as gaps,
    coalesce((select json_agg(name order by name) from tailrace.sink), '[]')::text as sinks,
    (
        select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint
        from pg_inherits
        where inhparent = 'tailrace.delivery'::regclass
    ) as receipt_bytes
from tailrace.housekeeping as housekeeping;
