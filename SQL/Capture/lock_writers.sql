-- The body of a block, before the outbox is altered: whoever writes to a captured table waits here, and not inside of its own
-- insert into the outbox, where it would hold the very lock that the table's triggers need, and find columns gone when it
-- goes on. A role that may not lock a table may still be allowed to make triggers: making one anew takes the same lock.
declare
    definition pg_catalog.text;
begin
    lock table {{relation}} in share row exclusive mode;
exception
    when insufficient_privilege then
        select pg_catalog.regexp_replace(pg_catalog.pg_get_triggerdef(trigger.oid), '^CREATE', 'create or replace')
        into definition
        from pg_catalog.pg_trigger as trigger
        where trigger.tgrelid = {{name}}::pg_catalog.regclass
            and trigger.tgname like '\_tailrace\_%'
            and trigger.tgparentid = 0
            and trigger.tgenabled = 'O'
        limit 1;

        if definition is not null then
            execute definition;
        end if;
end
