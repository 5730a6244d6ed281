-- The roles that setup was told to give the relay's rights to, and whether they are still there.
select
    relay_role.name,
    role.oid is not null as is_there
from tailrace.relay_role
left join pg_roles as role
    on role.rolname = relay_role.name
order by relay_role.name;
