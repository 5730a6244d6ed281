create trigger {{trigger}} after {{event}} on {{relation}}{{referencing}}
for each {{level}}
execute function tailrace.{{function}} ();
