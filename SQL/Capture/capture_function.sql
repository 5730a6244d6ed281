create or replace function tailrace.{{function}} ()
returns trigger
language plpgsql
security definer{{settings}}
as {{body}};

revoke all on function tailrace.{{function}} () from public;
