-- Settings that make sessions write as a replica does: then triggers do not fire, unless they are enabled always.
with origin_trigger as (
    select trigger.tgrelid
    from pg_trigger as trigger
    join pg_proc as function
        on function.oid = trigger.tgfoid
        and function.pronamespace = to_regnamespace('tailrace')
    where trigger.tgenabled <> 'A'
)
select
    'replica-role' as code,
    case
        when role.rolname is not null then format('role %I', role.rolname)
        when database.datname is not null then format('database %I', database.datname)
        else 'every role'
    end as subject,
    'its sessions begin with session_replication_role = replica' as problem,
    case
        when role.rolname is null and database.datname is not null then format('alter database %I', database.datname)
        else
            format('alter role %s', coalesce(quote_ident(role.rolname), 'all'))
            || coalesce(' in database ' || quote_ident(database.datname), '')
    end || ' reset session_replication_role;' as repair
from pg_db_role_setting as stored
cross join lateral unnest(stored.setconfig) as setting (text)
left join pg_roles as role
    on role.oid = stored.setrole
left join pg_database as database
    on database.oid = stored.setdatabase
where lower(setting.text) = 'session_replication_role=replica'
    and (stored.setdatabase = 0 or database.datname = current_database())
    and exists (select from origin_trigger)
union all
select
    'replica-role',
    'server',
    'session_replication_role is set to replica for everybody',
    'alter system reset session_replication_role; select pg_reload_conf();'
from pg_settings
where name = 'session_replication_role'
    and setting = 'replica'
    and source in ('configuration file', 'command line')
    and exists (select from origin_trigger)
union all
select
    'replica-role',
    format('function %s', function.oid::regprocedure),
    'what it writes is written with session_replication_role = replica',
    format('alter routine %s reset session_replication_role;', function.oid::regprocedure)
from pg_proc as function
cross join lateral unnest(function.proconfig) as setting (text)
where lower(setting.text) = 'session_replication_role=replica'
    and exists (select from origin_trigger)
union all
select
    'replica-role',
    format('subscription %I', subscription.subname),
    format('what it writes to %s is written as a replica does', relation.srrelid::regclass),
    'write fire: always for the table, and run tailrace setup'
from pg_subscription as subscription
join pg_subscription_rel as relation
    on relation.srsubid = subscription.oid
where relation.srrelid in (select tgrelid from origin_trigger)
order by 2;
