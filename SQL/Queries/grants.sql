-- Every right in the schema tailrace that somebody else than its owner has.
with namespace as (
    select oid, nspowner, nspacl
    from pg_namespace
    where nspname = 'tailrace'
),
granted as (
    select 'schema' as kind, 'tailrace' as object, null::name as column_name, acl.*
    from namespace
    cross join lateral aclexplode(namespace.nspacl) as acl
    union all
    select case class.relkind when 'S' then 'sequence' else 'table' end, class.relname, null, acl.*
    from pg_class as class
    join namespace
        on namespace.oid = class.relnamespace
    cross join lateral aclexplode(class.relacl) as acl
    union all
    select 'table', class.relname, attribute.attname, acl.*
    from pg_class as class
    join namespace
        on namespace.oid = class.relnamespace
    join pg_attribute as attribute
        on attribute.attrelid = class.oid
    cross join lateral aclexplode(attribute.attacl) as acl
    union all
    -- Functions that run with their owner's rights; calling any other gives nothing.
    select
        'function',
        function.proname,
        null,
        acl.*
    from pg_proc as function
    join namespace
        on namespace.oid = function.pronamespace
    cross join lateral aclexplode(coalesce(function.proacl, acldefault('f', function.proowner))) as acl
    where function.prosecdef
)
select
    coalesce(role.rolname, 'public') as grantee,
    granted.grantee = 0 as is_public,
    granted.kind,
    granted.object::text as object,
    granted.column_name::text as column_name,
    lower(granted.privilege_type) as privilege
from granted
left join pg_roles as role
    on role.oid = granted.grantee
where granted.grantee <> (select nspowner from namespace)
order by 1, 2, 3, 4, 5, 6;
