create trigger _tailrace_insert after insert on {{relation}}
for each row
execute function tailrace.{{function}} ();
