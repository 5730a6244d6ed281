-- Keeps changes aside for a sink, durably, before anything behind them is delivered. Those that are kept already stay as
-- they are. No owner: the lease is lost. The lock on the sink's row makes a new owner wait, who then sees them.
-- $1: sink; $2: epoch; $3: the installation that the lease belongs to, null to take any; $4: their sequence numbers;
-- $5: the policy by which the sink's refusal is handled, null for changes that only wait; $6: why it refuses them;
-- $7: how often they were tried; $8: the number of the owner's last mark. One that comes later, by a connection that was
-- given up, must not keep again what has been released since.
with durably as materialized (
    select
        set_config('synchronous_commit', 'on', true) as setting,
        -- The connection is shared: a lock on one sink's row must not keep the others from theirs.
        set_config('lock_timeout', '1s', true) as patience
),
mine as materialized (
    select sink.name
    from tailrace.sink as sink
    cross join durably
    where sink.name = $1::text
        and sink.epoch = $2::bigint
        and sink.mark_number <= $8::bigint
        and ($3::uuid is null or $3::uuid = (select source.epoch from tailrace.source as source))
    for share of sink
),
wanted as materialized (
    select
        mine.name,
        wanted.seq
    from mine
    cross join unnest($4::bigint[]) as wanted (seq)
),
kept as (
    insert into tailrace.dead_letter (
        sink, seq, xid, captured_at, op, schema_name, table_name, key, old_key, before, after, context, origin, partition,
        omitted, cause, policy, reason, tries, tried_at
    )
    select
        wanted.name,
        change.seq,
        change.xid,
        change.captured_at,
        change.op,
        change.schema_name,
        change.table_name,
        change.key,
        change.old_key,
        change.before,
        change.after,
        change.context,
        change.origin,
        change.partition,
        change.omitted,
        case
            when $5::text is not null then 'refused'
            when exists (
                select
                from tailrace.pause as pause
                where pause.sink = wanted.name
                    and pause.schema_name = change.schema_name
                    and pause.table_name = change.table_name
            ) then 'paused'
            else 'held'
        end,
        $5::text,
        $6::text,
        $7::integer,
        case when $5::text is not null then clock_timestamp() end
    from wanted
    cross join lateral (
        select *
        from tailrace.change as candidate
        where candidate.seq = wanted.seq
        limit 1
    ) as change
    order by change.seq
    on conflict (sink, seq) do nothing
    returning seq
)
select
    (select count(*) from mine) as owners,
    (select count(*) from kept) as kept,
    (
        select count(*)
        from wanted
        where not exists (select from kept where kept.seq = wanted.seq)
            and not exists (
                select
                from tailrace.dead_letter as letter
                where letter.sink = wanted.name
                    and letter.seq = wanted.seq
            )
    ) as missing;
