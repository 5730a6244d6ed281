-- How near the transaction ids are to their end, and who keeps old ones from being given back.
-- $1: the age of frozen ids, in transactions, above which it is worth a word; $2: the same of what somebody still sees.
select
    'xid-age' as code,
    format('database %I', datname) as subject,
    format('its oldest transaction id is %s transactions old, of 2 billion', age(datfrozenxid)) as problem,
    'vacuum (freeze);' as repair
from pg_database
where datname = current_database()
    and age(datfrozenxid) > $1::bigint
union all
select
    'xid-age',
    format('tailrace.%I', class.relname),
    format('its oldest transaction id is %s transactions old, of 2 billion', age(class.relfrozenxid)),
    format('vacuum (freeze) tailrace.%I;', class.relname)
from pg_class as class
where class.relnamespace = to_regnamespace('tailrace')
    and class.relkind = 'r'
    and age(class.relfrozenxid) > $1::bigint
union all
select
    'xmin-held',
    format('process %s%s', activity.pid, coalesce(' of role ' || quote_ident(activity.usename), '')),
    format('it still sees what was there %s transactions ago', age(activity.backend_xmin)),
    format('select pg_terminate_backend(%s);', activity.pid)
from pg_stat_activity as activity
where age(activity.backend_xmin) > $2::bigint
    and activity.datname = current_database()
    and activity.pid <> pg_backend_pid()
    and activity.backend_type = 'client backend'
union all
select
    'xmin-held',
    format('prepared transaction %L', prepared.gid),
    format('it began %s transactions ago', age(prepared.transaction)),
    format('rollback prepared %L;', prepared.gid)
from pg_prepared_xacts as prepared
where age(prepared.transaction) > $2::bigint
    and prepared.database = current_database()
union all
select
    'xmin-held',
    format('replication slot %I', slot.slot_name),
    format('it holds back vacuum for %s transactions', greatest(age(slot.xmin), age(slot.catalog_xmin))),
    format('select pg_drop_replication_slot(%L);', slot.slot_name)
from pg_replication_slots as slot
where greatest(age(slot.xmin), age(slot.catalog_xmin)) > $2::bigint
order by 1, 2;
