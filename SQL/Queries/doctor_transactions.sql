-- Transactions that have been open for longer than $1 seconds, with or without captured changes. Their time is seen
-- only where this role may see it.
select
    coalesce(activity.pid::text, 'prepared ' || prepared.gid) as transaction,
    extract(epoch from clock_timestamp() - coalesce(activity.xact_start, prepared.prepared))::float8 as seconds
from (
    select pid, xact_start
    from pg_stat_activity
    where datname = current_database()
        and xact_start is not null
        and pid <> pg_backend_pid()
) as activity
full join (
    select gid, prepared
    from pg_prepared_xacts
    where database = current_database()
) as prepared
    on false
where clock_timestamp() - coalesce(activity.xact_start, prepared.prepared) > $1::float8 * interval '1 second'
order by seconds desc;
