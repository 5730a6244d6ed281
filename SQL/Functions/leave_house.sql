-- Gives the housekeeper's lease back, or notes what keeps it from its work.
-- Parameters: held: the lease's epoch; trouble: what is wrong, empty for nothing any more, null to give the lease back.
create or replace function tailrace.leave_house (held bigint, trouble text)
returns void
language sql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $function$
    update tailrace.housekeeping
    set owner = case when trouble is not null then owner end,
        lease_expires_at = case when trouble is not null then lease_expires_at end,
        error = nullif(trouble, ''),
        error_at = case when trouble is not null then clock_timestamp() end
    where epoch = held;
$function$;

revoke all on function tailrace.leave_house (bigint, text) from public;
