-- How much a sink has before it: counted exactly up to a bound, above it estimated by the sequence numbers.
-- $1: snapshot of the position; $2: transactions in progress in it; $3: its xmax; $4: its highest sequence number;
-- $5: snapshot of the open window, null when none is; $6: last sequence number delivered of it; $7: the bound.
with pending as (
    select
        change.seq,
        change.captured_at
    from tailrace.outbox as change
    where change.seq > $4::bigint
        and not pg_visible_in_snapshot(change.xid, $1::pg_snapshot)
        and not (
            coalesce(change.seq <= $6::bigint, false)
            and pg_visible_in_snapshot(change.xid, coalesce($5::pg_snapshot, $1::pg_snapshot))
        )
    order by change.seq
    limit $7::integer
),
straggling as (
    (
        select
            change.seq,
            change.captured_at,
            change.xid
        from tailrace.outbox as change
        where (change.xid, change.seq) > ($3::xid8, 0::bigint)
            and change.seq <= $4::bigint
        limit $7::integer
    )
    union all
    select
        change.seq,
        change.captured_at,
        change.xid
    from unnest($2::xid8[]) as waited_for (xid)
    cross join lateral (
        select *
        from tailrace.outbox as candidate
        where (candidate.xid, candidate.seq) > (waited_for.xid, 0::bigint)
            and (candidate.xid, candidate.seq) <= (waited_for.xid, $4::bigint)
        order by candidate.xid, candidate.seq
        limit $7::integer
    ) as change
),
counted as (
    select
        count(*) as changes,
        min(captured_at) as oldest
    from (
        select * from pending
        union all
        select seq, captured_at
        from straggling
        where not (
            coalesce(seq <= $6::bigint, false)
            and pg_visible_in_snapshot(xid, coalesce($5::pg_snapshot, $1::pg_snapshot))
        )
    ) as change
)
select
    case
        when counted.changes >= $7::integer then greatest(
            counted.changes,
            (select last_value from tailrace.outbox_seq) - greatest($4::bigint, coalesce($6::bigint, 0))
        )
        else counted.changes
    end as changes,
    counted.changes >= $7::integer as is_estimate,
    coalesce(extract(epoch from clock_timestamp() - counted.oldest), 0)::float8 as lag_seconds
from counted;
