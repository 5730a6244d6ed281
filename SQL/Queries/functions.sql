-- The functions of the schema tailrace, and who but their owner may run them.
select
    function.proname as name,
    function.prosrc as body,
    function.prosecdef as is_security_definer,
    coalesce((
        select json_agg(lower(split_part(setting, '=', 1)) || '=' || replace(substr(setting, strpos(setting, '=') + 1), '"', '') order by place)
        from unnest(function.proconfig) with ordinality as setting (setting, place)
    ), '[]')::text as settings,
    format('%s, %s%s', language.lanname, function.provolatile, case when function.proisstrict then ', strict' else '' end) as nature,
    pg_get_function_identity_arguments(function.oid) as arguments,
    function.proowner = namespace.nspowner as is_own,
    pg_get_userbyid(function.proowner) as owner,
    (
        select coalesce(json_agg(coalesce(role.rolname, '') order by role.rolname), '[]')::text
        from aclexplode(coalesce(function.proacl, acldefault('f', function.proowner))) as acl
        left join pg_roles as role
            on role.oid = acl.grantee
        where acl.grantee <> function.proowner
    ) as executors
from pg_proc as function
join pg_namespace as namespace
    on namespace.oid = function.pronamespace
join pg_language as language
    on language.oid = function.prolang
where namespace.nspname = 'tailrace'
order by function.proname;
