-- Ends a sink's pause, or that of a table of it. With the whole sink, a change by which it was stopped is tried again.
-- $1: sink; $2, $3: table, null for the whole sink; $4: who.
with resumed as (
    delete from tailrace.pause
    where sink = $1::text
        and schema_name is not distinct from $2::text
        and table_name is not distinct from $3::text
    returning sink
),
tried as (
    update tailrace.dead_letter
    set request = 'retry',
        requested_at = clock_timestamp(),
        requested_by = $4::text
    where sink = $1::text
        and policy = 'stop'
        and request is null
        and $2::text is null
    returning sink
)
select
    exists (select from tailrace.sink where name = $1::text) as is_known,
    (select count(*) from resumed) as resumed,
    (select count(*) from tried) as tried;
