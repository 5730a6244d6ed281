-- Settings of the server with which a crash can lose what was committed.
select
    'server-unsafe' as code,
    'server' as subject,
    format('%s is off', name) as problem,
    format('alter system set %s = on;', name) as repair
from pg_settings
where name in ('fsync', 'full_page_writes')
    and setting = 'off'
order by name;
