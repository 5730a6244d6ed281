-- Transactions that have been open for longer than $1 seconds, with or without captured changes. Their time is seen
-- only where this role may see it.
select
    'long-transaction' as code,
    format('process %s%s', activity.pid, coalesce(' of role ' || quote_ident(activity.usename), '')) as subject,
    format('its transaction has been open for %s minutes', floor(open.seconds / 60)) as problem,
    format('select pg_terminate_backend(%s);', activity.pid) as repair,
    open.seconds
from pg_stat_activity as activity
cross join lateral (
    select extract(epoch from clock_timestamp() - activity.xact_start)::float8 as seconds
) as open
where activity.datname = current_database()
    and activity.backend_type = 'client backend'
    and activity.pid <> pg_backend_pid()
    and open.seconds > $1::float8
union all
select
    'prepared-transaction',
    format('prepared transaction %L of role %I', prepared.gid, prepared.owner),
    format('it has been waiting to be committed for %s minutes', floor(open.seconds / 60)),
    format('rollback prepared %L;', prepared.gid),
    open.seconds
from pg_prepared_xacts as prepared
cross join lateral (
    select extract(epoch from clock_timestamp() - prepared.prepared)::float8 as seconds
) as open
where prepared.database = current_database()
    and open.seconds > $1::float8
order by seconds desc;
