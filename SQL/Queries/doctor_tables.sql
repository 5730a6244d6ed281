-- Captured tables whose rows can change without an event, or whose key does not tell rows apart.
with captured as (
    select distinct
        class.oid,
        class.relkind,
        class.relpersistence,
        format('%I.%I', namespace.nspname, class.relname) as name
    from pg_trigger as trigger
    join pg_proc as function
        on function.oid = trigger.tgfoid
        and function.pronamespace = to_regnamespace('tailrace')
    join pg_class as class
        on class.oid = trigger.tgrelid
    join pg_namespace as namespace
        on namespace.oid = class.relnamespace
    where trigger.tgparentid = 0
),
-- The key's columns that the table still has.
key_column as (
    select
        captured.oid,
        captured.name,
        attribute.attnum,
        attribute.attname,
        attribute.attnotnull,
        wanted.place
    from captured
    join tailrace.seen_table as seen
        on seen.relation = captured.oid
    cross join lateral json_array_elements_text(seen.key) with ordinality as wanted (name, place)
    join pg_attribute as attribute
        on attribute.attrelid = captured.oid
        and attribute.attname = wanted.name
        and not attribute.attisdropped
),
captured_key as (
    select
        oid,
        name,
        array_agg(attnum) as columns,
        string_agg(quote_ident(attname), ', ' order by place) as names
    from key_column
    group by oid, name
),
-- Indexes that tell two rows with one key apart.
unique_index as (
    select
        captured_key.oid,
        index.indexrelid,
        index.indimmediate
    from captured_key
    join pg_index as index
        on index.indrelid = captured_key.oid
        and index.indisunique
        and index.indisvalid
        and index.indpred is null
        and index.indexprs is null
        and (index.indkey::smallint[])[0:index.indnkeyatts - 1] <@ captured_key.columns
)
select
    'table-unlogged' as code,
    name as subject,
    'it is unlogged' as problem,
    format('alter table %s set logged;', name) as repair
from captured
where relpersistence = 'u'
union all
select
    'child-not-captured',
    captured.name,
    format('its child %I.%I is not captured', namespace.nspname, class.relname),
    format(
        'add %s under tables in the configuration, then run: tailrace setup',
        quote_literal(format('%I.%I', namespace.nspname, class.relname)) || ': {}'
    )
from captured
join pg_inherits as child
    on child.inhparent = captured.oid
join pg_class as class
    on class.oid = child.inhrelid
    and not class.relispartition
join pg_namespace as namespace
    on namespace.oid = class.relnamespace
where child.inhrelid not in (select oid from captured)
union all
select
    'key-not-unique',
    captured_key.name,
    format('nothing keeps its key (%s) unique', captured_key.names),
    format('alter table %s add unique (%s);', captured_key.name, captured_key.names)
from captured_key
where not exists (select from unique_index where unique_index.oid = captured_key.oid)
union all
select
    'key-deferrable',
    captured_key.name,
    format('the constraint %I on its key is deferrable', stored.conname),
    format(
        'alter table %s drop constraint %I, add constraint %2$I %3$s;',
        captured_key.name,
        stored.conname,
        regexp_replace(pg_get_constraintdef(stored.oid), ' DEFERRABLE( INITIALLY DEFERRED)?', '')
    )
from captured_key
join unique_index
    on unique_index.oid = captured_key.oid
    and not unique_index.indimmediate
join pg_constraint as stored
    on stored.conindid = unique_index.indexrelid
    and stored.contype in ('p', 'u')
where not exists (
    select
    from unique_index as better
    where better.oid = captured_key.oid
        and better.indimmediate
)
union all
select
    'key-nullable',
    key_column.name,
    format('the column %I of its key may be null', key_column.attname),
    format('alter table %s alter column %I set not null;', key_column.name, key_column.attname)
from key_column
where not key_column.attnotnull
order by 2, 1, 3;
