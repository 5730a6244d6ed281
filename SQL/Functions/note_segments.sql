-- Notes what the pointer current_segment says: which segment is open since when, which one is closed, and where capture
-- is or was paused. The pointer moves outside of transactions, at once and for everybody, so that it is the truth:
-- whoever dies after moving it leaves the note to the next one.
-- Called by: point_segment, and the housekeeper each time.
create or replace function tailrace.note_segments ()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    gap tailrace.gap;
begin
    update tailrace.segment
    set closed_at = clock_timestamp()
    where number is distinct from pointer
        and opened_at is not null
        and closed_at is null;

    update tailrace.segment
    set opened_at = clock_timestamp(), opened_seq = newest_seq, closed_at = null
    where number = pointer
        and (opened_at is null or closed_at is not null);

    if pointer = 0 and not exists (select from tailrace.gap where ended_at is null) then
        -- A number may be drawn before the pointer moves, and its change be dropped after.
        insert into tailrace.gap (from_seq)
        select earlier_seq + 1
        from tailrace.housekeeping
        returning * into gap;
    elsif pointer <> 0 then
        update tailrace.gap
        set to_seq = newest_seq, ended_at = clock_timestamp()
        where ended_at is null
        returning * into gap;
    end if;

    if gap.id is not null then
        insert into tailrace.outbox (segment, head, after)
        values (
            case when pointer <> 0 then pointer else (select number from tailrace.segment order by closed_at desc nulls last limit 1) end,
            tailrace.head('g', 'tailrace', 'gap'),
            json_build_object(
                'gap', gap.id,
                'state', case when gap.ended_at is null then 'paused' else 'resumed' end,
                'from_seq', gap.from_seq,
                'to_seq', gap.to_seq,
                'from', gap.began_at,
                'to', gap.ended_at,
                'tables', (
                    select coalesce(json_agg(distinct trigger.tgrelid::regclass::text), '[]')
                    from pg_trigger as trigger
                    join pg_proc as function
                        on function.oid = trigger.tgfoid
                        and function.pronamespace = 'tailrace'::regnamespace
                        and function.proname like 'capture\_%'
                    where trigger.tgparentid = 0
                )
            )
        );
    end if;
end
$function$;

revoke all on function tailrace.note_segments () from public;
