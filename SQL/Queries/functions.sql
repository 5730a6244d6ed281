-- The functions of the schema tailrace.
select
    function.proname as name,
    function.prosrc as body,
    function.prosecdef as is_security_definer,
    function.proconfig is not null as has_settings,
    pg_get_function_identity_arguments(function.oid) as arguments
from pg_proc as function
join pg_namespace as namespace
    on namespace.oid = function.pronamespace
where namespace.nspname = 'tailrace'
order by function.proname;
