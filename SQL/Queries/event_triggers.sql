-- The event triggers that run functions of the schema tailrace.
select
    event_trigger.evtname as name,
    event_trigger.evtenabled in ('O', 'A') as is_enabled,
    event_trigger.evtevent || ' ' || coalesce(array_to_string(event_trigger.evttags, ', '), '') as event,
    function.proname as function_name
from pg_event_trigger as event_trigger
join pg_proc as function
    on function.oid = event_trigger.evtfoid
    and function.pronamespace = to_regnamespace('tailrace')
order by event_trigger.evtname;
