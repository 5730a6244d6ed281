-- Rebuilds tables from their events alone and compares them with the source, row by row. For the quickstart and for
-- the tests.
-- Needs the table rebuilt.event (number, op, "schema", "table", key, old_key, before, after): the events in the order
-- in which they were delivered. The images are json, so that they stay the text that they were.

set work_mem = '64MB';

-- What an event does to its table, as rows taken away and rows added. An update is both; where it changed the primary
-- key, the row goes under the old key and comes under the new one. What came before a truncate is of another era.
create table rebuilt.effect as
with dated as (
    select *, count(*) filter (where op = 'truncate') over (partition by "schema", "table" order by number) as era
    from rebuilt.event
)
select number, 1 as step, "schema", "table", era, coalesce(old_key, key)::text as key, before::text as image, -1 as weight
from dated
where op in ('update', 'delete')
union all
select number, 2, "schema", "table", era, key::text, after::text, 1
from dated
where op in ('insert', 'update');

create index on rebuilt.effect ("schema", "table", era);

analyze rebuilt.effect;

create table rebuilt.comparison (
    source regclass primary key,
    source_rows bigint not null,
    rebuilt_rows bigint not null,
    -- Rows of the source that the rebuilt table lacks, and the other way round.
    missing bigint not null,
    unexpected bigint not null,
    -- Effects that came at the wrong time: a row taken away that was not there, or put where one was.
    disordered bigint not null
);

-- Rebuilds one table as rebuilt."schema.table".
--   with a primary key: the last effect on each key decides whether there is a row, and which;
--   without: rows are a multiset, of which the effects add and take away members.
create function rebuilt.rebuild(source regclass) returns void
language plpgsql
as $$
declare
    source_schema name;
    source_name name;
    has_key boolean := exists (select from pg_index where indrelid = source and indisprimary);
    last_era bigint;
    -- With its schema: a type may have the table's name.
    relation text;
    -- Without the rows of tables that inherit from it: they are those tables' own.
    own_rows text;
    target text;
    row_query text;
    disordered bigint;
    -- As text, 1.10 and 1.1 differ.
    row_texts constant text := 'select whole_row::text from %s as whole_row';
begin
    select nspname, relname, case when relkind = 'r' then 'only ' else '' end
    into strict source_schema, source_name, own_rows
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where pg_class.oid = source;

    relation := format('%I.%I', source_schema, source_name);
    own_rows := own_rows || relation;

    select coalesce(count(*), 0) into strict last_era
    from rebuilt.event
    where op = 'truncate' and "schema" = source_schema and "table" = source_name;

    row_query := case when has_key then '
        select image::json
        from (
            select distinct on (key) image, weight
            from rebuilt.effect
            where "schema" = $1 and "table" = $2 and era = $3
            order by key, number desc, step desc
        ) as latest
        where weight > 0'
    else '
        select image::json
        from (
            select image, sum(weight) as copies
            from rebuilt.effect
            where "schema" = $1 and "table" = $2 and era = $3
            group by image
        ) as member
        cross join generate_series(1, copies)'
    end;

    select count(*) into strict disordered
    from (
        select
            sum(weight) over (partition by era, key, image order by number, step) as copies,
            sum(weight) over (partition by era, key order by number, step) as rows_of_key
        from rebuilt.effect
        where "schema" = source_schema and "table" = source_name
    ) as tally
    where copies < 0 or (has_key and rows_of_key not in (0, 1));

    target := format('rebuilt.%I', source_schema || '.' || source_name);
    -- Without the source's constraints: what they would refuse is to be counted as a difference.
    execute format('create table %s as table %s with no data', target, relation);
    execute format(
        'insert into %s select whole.* from (%s) as row cross join json_populate_record(null::%s, image) as whole',
        target, row_query, relation
    ) using source_schema, source_name, last_era;

    execute format('
        insert into rebuilt.comparison
        select
            $1,
            (select count(*) from %1$s),
            (select count(*) from %2$s),
            (select count(*) from (%3$s except all %4$s) as missing),
            (select count(*) from (%4$s except all %3$s) as unexpected),
            $2',
        own_rows, target, format(row_texts, own_rows), format(row_texts, target)
    ) using source, disordered;
end
$$;
