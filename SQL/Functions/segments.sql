-- The outbox's segments, and who still needs what is in them.
-- Returns a row for each segment, and one with the number null for the default partition. is_used: it has pages, be it
-- of rows that nobody sees. changes: how many numbers have been drawn since it was opened. sinks: those that have not
-- been given everything in it; replays: open ones that read from it.
-- Called by: the housekeeper, before emptying a segment and under its lock; status; doctor.
-- A snapshot does not show a transaction that is at or above its xmax, or in its list. Both are looked up in the index
-- on (xid, seq), however many rows there are.
create or replace function tailrace.segments ()
returns table (
    number integer,
    is_current boolean,
    is_used boolean,
    bytes bigint,
    opened_at timestamptz,
    closed_at timestamptz,
    changes bigint,
    first_seq bigint,
    last_seq bigint,
    sinks text[],
    replays bigint[]
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $function$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    relation regclass;
    newest_xid xid8;
    opened_seq bigint;
begin
    for number, opened_at, closed_at, opened_seq in
        select segment.number, segment.opened_at, segment.closed_at, segment.opened_seq
        from tailrace.segment as segment
        union all
        select null, null, null, null
        order by 1
    loop
        relation := to_regclass('tailrace.outbox_segment_' || coalesce(number::text, 'default'));
        continue when relation is null;
        is_current := coalesce(number = pointer, false);
        is_used := pg_relation_size(relation) > 0;
        bytes := pg_total_relation_size(relation);
        changes := case when is_current then newest_seq - coalesce(opened_seq, 0) end;
        first_seq := null;
        last_seq := null;
        sinks := '{}';
        replays := '{}';
        if is_used then
            execute format('select min(seq), max(seq) from only %s', relation) into first_seq, last_seq;
            execute format('select xid from only %s order by xid desc, seq desc limit 1', relation) into newest_xid;
            execute format(
                $query$
                select array(
                    select sink.name
                    from tailrace.sink as sink
                    where $1 >= pg_snapshot_xmax(sink.snapshot)
                        or exists (
                            select
                            from pg_snapshot_xip(sink.snapshot) as waited_for (xid)
                            cross join lateral (
                                select
                                from only %s as change
                                where (change.xid, change.seq) > (waited_for.xid, 0::bigint)
                                    and (change.xid, change.seq) <= (waited_for.xid, 9223372036854775807)
                                order by change.xid, change.seq
                                limit 1
                            ) as straggler
                        )
                    order by sink.name
                )
                $query$,
                relation
            ) into sinks using newest_xid;
            replays := array(
                select replay.id
                from tailrace.replay as replay
                where replay.state in ('requested', 'running')
                    and replay.last_seq < segments.last_seq
                    and replay.to_seq >= segments.first_seq
                order by replay.id
            );
        end if;
        return next;
    end loop;
end
$function$;

revoke all on function tailrace.segments () from public;
