\o /dev/null
insert into reading (sensor, station, value, unit, note)
select
    'sensor ' || number % 5000,
    'station ' || number % 100,
    number * 1.25,
    'mbar',
    repeat('x', 60)
from generate_series(1, :changes) as number;

vacuum analyze tailrace.outbox;

checkpoint;
