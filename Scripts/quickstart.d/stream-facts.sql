-- Counts over the whole stream: events, events whose id came before, transactions of the workload (those that began
-- after :workload_start), events of transactions that rolled back.
select
    count(*),
    count(*) - count(distinct id),
    count(distinct xid) filter (where xid::xid8 >= :'workload_start'),
    count(*) filter (where 'abandoned' in (after ->> 'what', after ->> 'name', after ->> 'note'))
from rebuilt.event;
