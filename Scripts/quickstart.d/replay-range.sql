-- A thousand sequence numbers from the middle of the stream, and how many events have them.
with middle as (
    select percentile_disc(0.5) within group (order by seq) as first from rebuilt.event
)
select first, first + 999, (select count(*) from rebuilt.event where seq between first and first + 999)
from middle;
