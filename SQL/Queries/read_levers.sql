-- What an operator has asked of a sink: pauses, and requests for changes kept aside. No row: the lease is lost.
-- $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any.
select
    exists (
        select
        from tailrace.pause as pause
        where pause.sink = sink.name
            and pause.table_name is null
    ) as is_paused,
    coalesce((
        select json_agg(json_build_array(pause.schema_name, pause.table_name) order by pause.schema_name, pause.table_name)
        from tailrace.pause as pause
        where pause.sink = sink.name
            and pause.table_name is not null
    ), '[]')::text as paused_tables,
    exists (
        select
        from tailrace.dead_letter as letter
        where letter.sink = sink.name
            and letter.request is not null
    ) as has_requests
from tailrace.sink as sink
where sink.name = $1::text
    and sink.epoch = $2::bigint
    and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source));
