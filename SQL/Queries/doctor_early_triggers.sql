-- Triggers of the users' own that fire before the capture trigger of the same table and event, though after the row's
-- change: what they change in the row again is captured before the change that fired them.
select distinct
    'trigger-order' as code,
    format('%I.%I', namespace.nspname, class.relname) as subject,
    format('the trigger %I fires before the capture trigger', own.tgname) as problem,
    format('alter trigger %I on %I.%I rename to %I;', own.tgname, namespace.nspname, class.relname, 'after_' || own.tgname) as repair
from pg_trigger as capture
join pg_proc as function
    on function.oid = capture.tgfoid
    and function.pronamespace = to_regnamespace('tailrace')
join pg_class as class
    on class.oid = capture.tgrelid
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
join pg_trigger as own
    on own.tgrelid = capture.tgrelid
    and own.tgname < capture.tgname
    -- Bits of tgtype: 1 for each row, 2 before, 64 instead of, 4 + 8 + 16 the events.
    and own.tgtype & 67 = 1
    and own.tgtype & capture.tgtype & 28 <> 0
where capture.tgtype & 1 = 1
    and not own.tgisinternal
    -- A partition's clone is renamed with its parent's.
    and own.tgparentid = 0
    and own.tgfoid not in (select oid from pg_proc where pronamespace = to_regnamespace('tailrace'))
order by 2, 3;
