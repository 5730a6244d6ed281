insert into tailrace.relay_role (name)
values ({{name}})
on conflict do nothing;
