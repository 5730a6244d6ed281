-- Notes that the server goes on from a branch of the history: a replica was promoted, or the server was restored to a
-- point in time. Leaves out sequence numbers, so that changes do not get numbers of changes that were lost with the branch,
-- and that sinks may have.
-- Returns: whether it had not been noted. Does nothing where the database is another one.
-- Called by: the relay, when it finds itself on another timeline; re-anchor.
create or replace function tailrace.note_branch ()
returns boolean
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $function$
begin
    update tailrace.source
    set history = tailrace.history()
    where history <> tailrace.history()
        and regexp_replace(history, '/[0-9]+$', '') = regexp_replace(tailrace.history(), '/[0-9]+$', '');

    if not found then
        return false;
    end if;

    perform set_config('synchronous_commit', 'on', true);
    perform setval('tailrace.outbox_seq', nextval('tailrace.outbox_seq') + 1000000);
    return true;
end
$function$;

revoke all on function tailrace.note_branch () from public;
