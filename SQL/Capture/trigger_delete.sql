create trigger _tailrace_delete after delete on {{relation}}
for each row
execute function tailrace.{{function}} ();
