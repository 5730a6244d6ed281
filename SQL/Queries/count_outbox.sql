-- How many changes are stored, counted up to a bound. $1: the bound.
select count(*) as changes
from (
    select
    from tailrace.outbox
    limit $1::integer
) as change;
