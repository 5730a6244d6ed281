-- Takes or keeps the lease of the housekeeper, by this database's clock.
-- Parameters: keeper: the process; term: microseconds until the lease ends, an hour at most; kept: the retention; most: the largest size
-- wanted, null for any; policy: what happens beyond it.
-- Returns: the lease's epoch; null when another process has it.
create or replace function tailrace.keep_house (keeper text, term bigint, kept interval, most bigint, policy text)
returns bigint
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $function$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    lasting constant interval := least(term, 3600000000) * interval '1 microsecond';
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    held bigint;
begin
    update tailrace.housekeeping
    set epoch = epoch + case when owner = keeper then 0 else 1 end,
        owner = keeper,
        lease_expires_at = clock_timestamp() + lasting,
        lease_term = lasting,
        done_at = clock_timestamp(),
        retention = kept,
        max_bytes = most,
        on_full = policy,
        earlier_seq = case when pointer = 0 then earlier_seq else seen_seq end,
        seen_seq = case when pointer = 0 then seen_seq else newest_seq end
    where owner = keeper
        or lease_expires_at is null
        or lease_expires_at < clock_timestamp()
        -- No lease lasts so long: the server's clock was put back after it was taken.
        or lease_expires_at > clock_timestamp() + 2 * lease_term
    returning epoch into held;

    if held is not null then
        perform tailrace.note_segments();
    end if;

    return held;
end
$function$;

revoke all on function tailrace.keep_house (text, bigint, interval, bigint, text) from public;
