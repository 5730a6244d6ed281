-- Pauses a sink for a seek, unless it is paused, and takes the lease from whoever serves it: nothing is delivered from the
-- old position once that is noticed. $1: sink; $2: who. A pause that a seek has left behind which did not come to its end
-- becomes this one's.
with paused as (
    insert into tailrace.pause (sink, paused_by, reason)
    select name, $2::text || ' (' || session_user || ')', 'a seek is under way'
    from tailrace.sink
    where name = $1::text
    on conflict (sink, coalesce(schema_name, ''), coalesce(table_name, '')) do nothing
    returning sink
)
update tailrace.sink
set epoch = epoch + 1
where name = $1::text
returning
    epoch,
    exists (
        select
        from paused
        union all
        select
        from tailrace.pause
        where sink = $1::text
            and table_name is null
            and reason = 'a seek is under way'
    ) as is_pause_new;
