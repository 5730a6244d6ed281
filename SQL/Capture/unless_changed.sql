-- By image, not by "is distinct from": a column's type may have no equality, and an update that changes 1.0 to 1.00
-- is one. Here and not in the trigger's WHEN clause, which the server reads and plans anew for every statement; and where
-- errors are caught: a row of more than 1 GB cannot be put together.
if old.* operator(pg_catalog.*=) new.* then
        {{leave}};
        end if;
