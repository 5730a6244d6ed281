-- Moves the pointer: changes are written to another segment from now on. 0 pauses the capture.
-- Parameters: held: the epoch of the housekeeper's lease; wanted: the segment.
-- Returns: done, lost (the lease), or missing (the segment).
create or replace function tailrace.point_segment (held bigint, wanted integer)
returns text
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    if not exists (
        select
        from pg_inherits
        where inhparent = 'tailrace.outbox'::regclass
            and inhrelid = to_regclass('tailrace.outbox_segment_' || wanted)
    ) then
        return 'missing';
    end if;
    perform setval('tailrace.current_segment', wanted);
    perform tailrace.note_segments();
    return 'done';
end
$function$;

revoke all on function tailrace.point_segment (bigint, integer) from public;
