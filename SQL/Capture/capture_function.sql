create or replace function tailrace.{{function}} ()
returns trigger
language plpgsql
security definer{{search_path}}
as {{body}};

revoke all on function tailrace.{{function}} () from public;
