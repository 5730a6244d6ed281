-- Sinks that are forgotten, left alone or in trouble. $1: the names of the configured ones.
select
    'sink-unknown' as code,
    'sink ' || name as subject,
    'the configuration does not name it' as problem,
    format('tailrace forget --sink %s', case when name ~ '^[A-Za-z0-9_.-]+$' then name else quote_literal(name) end) as repair
from tailrace.sink
where name <> all ($1::text[])
union all
select
    'sink-abandoned',
    'sink ' || name,
    'the relay that served it has died',
    'tailrace run'
from tailrace.sink
where lease_expires_at < clock_timestamp()
union all
select
    'changes-kept',
    'sink ' || sink,
    format('%s changes are kept aside', count(*)),
    'tailrace dead-letters list'
from tailrace.dead_letter
group by sink
union all
select
    'sink-failing',
    'sink ' || name,
    error,
    'tailrace status'
from tailrace.sink
where error is not null
order by 2, 1 desc;
