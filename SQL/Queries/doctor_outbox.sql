-- What stands in the outbox's way that nobody but its owner should have put there, and what it has come to.
-- $1: the size of the outbox, in bytes, above which it is worth a word.
with own as (
    select
        class.oid,
        class.relname,
        class.relkind,
        class.relrowsecurity,
        class.relforcerowsecurity,
        class.relowner,
        namespace.nspowner,
        format('tailrace.%I', class.relname) as name,
        class.relname ~ '^outbox(_segment_.*)?$' as is_outbox
    from pg_class as class
    join pg_namespace as namespace
        on namespace.oid = class.relnamespace
    where namespace.nspname = 'tailrace'
        and class.relkind in ('r', 'p', 'v', 'S')
)
select
    'outbox-obstructed' as code,
    own.name as subject,
    format('it has the trigger %I', trigger.tgname) as problem,
    format('drop trigger %I on %s;', trigger.tgname, own.name) as repair
from own
join pg_trigger as trigger
    on trigger.tgrelid = own.oid
    and not trigger.tgisinternal
    and trigger.tgparentid = 0
join pg_proc as function
    on function.oid = trigger.tgfoid
    and function.pronamespace <> to_regnamespace('tailrace')
where own.is_outbox
union all
select
    'outbox-obstructed',
    own.name,
    format('it has the constraint %I', stored.conname),
    format('alter table %s drop constraint %I;', own.name, stored.conname)
from own
join pg_constraint as stored
    on stored.conrelid = own.oid
    and stored.contype <> 'n'
    and stored.conparentid = 0
    and (stored.conislocal or own.relkind = 'p')
where own.is_outbox
union all
select
    'outbox-obstructed',
    own.name,
    format('it has the rule %I', rule.rulename),
    format('drop rule %I on %s;', rule.rulename, own.name)
from own
join pg_rewrite as rule
    on rule.ev_class = own.oid
where own.is_outbox
union all
select
    'outbox-obstructed',
    own.name,
    'row-level security decides on its rows',
    format('alter table %s disable row level security, no force row level security;', own.name)
from own
where own.is_outbox
    and (own.relrowsecurity or own.relforcerowsecurity)
union all
select
    'outbox-obstructed',
    own.name,
    format('it has the unique index %I', class.relname),
    format('drop index tailrace.%I;', class.relname)
from own
join pg_index as index
    on index.indrelid = own.oid
    and index.indisunique
join pg_class as class
    on class.oid = index.indexrelid
    and not class.relispartition
where own.is_outbox
    and not exists (select from pg_constraint where conindid = index.indexrelid)
union all
select
    'outbox-obstructed',
    own.name,
    format('its column %I takes no null, and has no default', attribute.attname),
    format('alter table %s alter column %I drop not null;', own.name, attribute.attname)
from own
join pg_attribute as attribute
    on attribute.attrelid = own.oid
    and attribute.attnum > 0
    and attribute.attnotnull
    and not attribute.atthasdef
    and attribute.attidentity = ''
    and attribute.attinhcount = 0
    and attribute.attname <> 'head'
where own.is_outbox
union all
select
    'outbox-obstructed',
    own.name,
    format('its owner has no right to %s', needed.privilege),
    format('grant %s on %s to %I;', needed.privilege, own.name, pg_get_userbyid(own.relowner))
from own
join (
    values ('outbox', 'insert'), ('outbox_seq', 'usage'), ('current_segment', 'select')
) as needed (name, privilege)
    on needed.name = own.relname
where case own.relkind
        when 'S' then not has_sequence_privilege(own.relowner, own.oid, needed.privilege)
        else not has_table_privilege(own.relowner, own.oid, needed.privilege)
    end
union all
select
    'object-owner',
    own.name,
    format('it belongs to role %I, and the schema to %I', pg_get_userbyid(own.relowner), pg_get_userbyid(own.nspowner)),
    format(
        'alter %s %s owner to %I;',
        case own.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end,
        own.name,
        pg_get_userbyid(own.nspowner)
    )
from own
where own.relowner <> own.nspowner
union all
select
    'outbox-large',
    'tailrace.outbox',
    format('it takes %s', pg_size_pretty(size.bytes)),
    'tailrace status'
from (
    select sum(pg_total_relation_size(oid))::bigint as bytes
    from own
    where relkind = 'r'
        and is_outbox
) as size
where size.bytes > $1::bigint
order by 1, 2, 3;
