create trigger _tailrace_truncate after truncate on {{relation}}
for each statement
execute function tailrace.{{function}} ();
