-- Rights to change what is Tailrace's, or to read images or the masks' salt, of roles that are neither its owner nor a
-- relay's.
with granted as (
    select
        format('tailrace.%I', class.relname) as name,
        case class.relkind when 'S' then 'sequence' else 'table' end as kind,
        acl.grantee,
        lower(acl.privilege_type) as privilege
    from pg_class as class
    cross join lateral aclexplode(class.relacl) as acl
    where class.relnamespace = to_regnamespace('tailrace')
        and acl.grantee <> class.relowner
        and acl.privilege_type not in ('REFERENCES', 'MAINTAIN')
        and (
            acl.privilege_type <> 'SELECT'
            or class.relname ~ '^outbox(_segment_.*)?$'
            or class.relname in ('source', 'dead_letter')
        )
    union all
    select
        'tailrace',
        'schema',
        acl.grantee,
        lower(acl.privilege_type)
    from pg_namespace as namespace
    cross join lateral aclexplode(namespace.nspacl) as acl
    where namespace.nspname = 'tailrace'
        and acl.grantee <> namespace.nspowner
        and acl.privilege_type = 'CREATE'
)
select
    'foreign-right' as code,
    granted.name as subject,
    format('%s has the right to %s', case when role.rolname is null then 'everybody' else format('role %I', role.rolname) end, string_agg(granted.privilege, ', ')) as problem,
    format(
        'revoke %s on %s %s from %s;',
        string_agg(granted.privilege, ', '), granted.kind, granted.name, coalesce(quote_ident(role.rolname), 'public')
    ) as repair
from granted
left join pg_roles as role
    on role.oid = granted.grantee
where role.rolname is null
    or role.rolname not in (select name from tailrace.relay_role)
group by granted.name, granted.kind, role.rolname
order by 2, 3;
