-- By image, not by "is distinct from": a column's type may have no equality, and an update that changes 1.0 to 1.00
-- is one.
create trigger _tailrace_update after update on {{relation}}
for each row
when (old operator(pg_catalog.*<>) new)
execute function tailrace.{{function}} ();
