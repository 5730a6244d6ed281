create trigger {{trigger}} {{time}} truncate on {{relation}}
for each statement
execute function tailrace.{{function}} ();
