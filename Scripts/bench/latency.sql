-- From the capture, just before the commit, to the mark, just after the file was made durable.
select
    format(
        'p50 %s ms, p99 %s ms, longest %s ms, over %s changes',
        round(percentile_cont(0.5) within group (order by milliseconds)::numeric, 1),
        round(percentile_cont(0.99) within group (order by milliseconds)::numeric, 1),
        round(max(milliseconds)::numeric, 1),
        count(*)
    )
from (
    select extract(epoch from delivered.delivered_at - change.captured_at) * 1000 as milliseconds
    from tailrace.outbox as change
    join tailrace.delivery as delivered
        on delivered.first_seq <= change.seq
        and delivered.last_seq >= change.seq
        and pg_visible_in_snapshot(change.xid, delivered.up_to)
        and not pg_visible_in_snapshot(change.xid, delivered.since)
) as change;
