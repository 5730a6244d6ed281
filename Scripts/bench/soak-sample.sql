-- Sizes in kB, and the latency of a fiftieth of the changes of the last :seconds seconds in milliseconds.
select
    (select sum(bytes) / 1024 from tailrace.segments())::bigint,
    (select sum(pg_total_relation_size(inhrelid)) / 1024 from pg_inherits where inhparent = 'tailrace.delivery'::regclass)::bigint,
    pg_total_relation_size('tailrace.sink') / 1024,
    pg_total_relation_size('tailrace.housekeeping') / 1024,
    (select count(*) from pg_inherits where inhparent = 'tailrace.outbox'::regclass),
    round(coalesce(percentile_cont(0.5) within group (order by milliseconds), 0)::numeric, 1),
    round(coalesce(percentile_cont(0.99) within group (order by milliseconds), 0)::numeric, 1)
from (
    select extract(epoch from receipt.delivered_at - change.captured_at) * 1000 as milliseconds
    from tailrace.outbox as change
    cross join lateral (
        select delivered_at
        from tailrace.delivery
        where last_seq >= change.seq
            and first_seq <= change.seq
            and pg_visible_in_snapshot(change.xid, up_to)
            and not pg_visible_in_snapshot(change.xid, since)
        order by last_seq
        limit 1
    ) as receipt
    where change.seq > (select last_value from tailrace.outbox_seq) - :seconds * :rate
        and change.seq % 50 = 0
) as change;
