create trigger _tailrace_update after update on {{relation}}
for each row
{{condition}}
execute function tailrace.{{function}} ();
