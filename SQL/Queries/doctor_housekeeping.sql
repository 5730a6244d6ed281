-- What could keep the outbox from staying as small as it should be, and where capture was paused.
with facts as materialized (
    select
        housekeeping.lease_expires_at < clock_timestamp() - interval '1 minute' as is_abandoned,
        housekeeping.error,
        housekeeping.max_bytes,
        (select sum(bytes) from tailrace.segments()) as bytes,
        pg_sequence_last_value('tailrace.current_segment') = 0 as is_paused,
        (
            select count(*)
            from tailrace.gap
            where ended_at > clock_timestamp() - interval '7 days'
        ) as recent_gaps
    from tailrace.housekeeping as housekeeping
)
select
    'capture-paused' as code,
    'outbox' as subject,
    'capture is paused, since the outbox is full' as problem,
    'tailrace status says which sink holds it back: start that sink, or forget it' as repair
from facts
where is_paused
union all
select
    'outbox-over-size',
    'outbox',
    format('it has %s bytes, more than max_size (%s)', bytes, max_bytes),
    'tailrace status says which sink holds it back: start that sink, forget it, or raise max_size'
from facts
where bytes > max_bytes
union all
select
    'capture-gap',
    'outbox',
    format('capture was paused %s times in the last 7 days', recent_gaps),
    'select * from tailrace.gap;'
from facts
where recent_gaps > 0
union all
select
    'housekeeper-failing',
    'housekeeper',
    error,
    'tailrace setup'
from facts
where error is not null
union all
select
    'housekeeper-abandoned',
    'housekeeper',
    'the relay that kept the segments has died',
    'tailrace run'
from facts
where is_abandoned
    and error is null;
