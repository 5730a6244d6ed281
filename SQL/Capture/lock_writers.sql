-- Before the outbox is altered: whoever writes to a captured table waits here, and not inside of its own insert into the
-- outbox, where it would hold the very lock that the table's triggers need. So a setup would find no moment in which
-- nobody writes. A role that may not lock a table may still be allowed to make triggers.
do $$
begin
    lock table {{relation}} in share row exclusive mode;
exception
    when insufficient_privilege then
        null;
end;
$$;
