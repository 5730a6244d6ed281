-- Sessions whose transactions this role may not see.
select
    'not-visible' as code,
    'sessions' as subject,
    format('%s sessions of other roles are hidden from role %I', count(*), current_user) as problem,
    format('grant pg_read_all_stats to %I;', current_user) as repair
from pg_stat_activity
where datname = current_database()
    and backend_type is null
having count(*) > 0;
