-- Rebuilds every table from its events alone and compares it with the source, row by row.

-- What an event does to its table, as rows taken away and rows added. An update is both; where it changed the primary
-- key, the row goes under the old key and comes under the new one.
create table rebuilt.effect as
select number, 1 as step, "schema", "table", coalesce(old_key, key) as key, before as image, -1 as weight
from rebuilt.event
where op in ('update', 'delete')
union all
select number, 2, "schema", "table", key, after, 1
from rebuilt.event
where op in ('insert', 'update');

create index on rebuilt.effect ("schema", "table");

analyze rebuilt.effect;

create table rebuilt.comparison (
    source regclass primary key,
    source_rows bigint not null,
    rebuilt_rows bigint not null,
    missing bigint not null,
    unexpected bigint not null
);

-- Rebuilds one table as rebuilt."schema.table".
--   with a primary key: the last effect on each key decides whether there is a row, and which;
--   without: rows are a multiset, of which the effects add and take away members.
-- Only what came after the table's last truncate counts.
create function rebuilt.rebuild(source regclass) returns void
language plpgsql
as $$
declare
    source_schema name;
    source_name name;
    target text;
    emptied_at bigint;
    row_query text;
    -- As text, 1.10 and 1.1 differ.
    row_texts constant text := 'select whole_row::text from %s as whole_row';
begin
    select nspname, relname into strict source_schema, source_name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where pg_class.oid = source;

    select coalesce(max(number), 0) into strict emptied_at
    from rebuilt.event
    where op = 'truncate' and "schema" = source_schema and "table" = source_name;

    if exists (select from pg_index where indrelid = source and indisprimary) then
        row_query := '
            select image
            from (
                select distinct on (key) image, weight
                from rebuilt.effect
                where "schema" = $1 and "table" = $2 and number > $3
                order by key, number desc, step desc
            ) as latest
            where weight > 0';
    else
        row_query := '
            select image::json
            from (
                select image::jsonb, sum(weight) as copies
                from rebuilt.effect
                where "schema" = $1 and "table" = $2 and number > $3
                group by image::jsonb
            ) as member
            cross join generate_series(1, copies)';
    end if;

    target := format('rebuilt.%I', source_schema || '.' || source_name);
    -- Without the source's constraints: what they would refuse is to be counted as a difference.
    execute format('create table %s as table %s with no data', target, source);
    execute format(
        'insert into %s select whole.* from (%s) as row cross join json_populate_record(null::%s, image) as whole',
        target, row_query, source
    ) using source_schema, source_name, emptied_at;

    execute format('
        insert into rebuilt.comparison
        select
            %1$L,
            (select count(*) from %1$s),
            (select count(*) from %2$s),
            (select count(*) from (%3$s except all %4$s) as missing),
            (select count(*) from (%4$s except all %3$s) as unexpected)',
        source, target, format(row_texts, source), format(row_texts, target)
    );
end
$$;

set work_mem = '64MB';

select rebuilt.rebuild(pg_class.oid::regclass)
from pg_class
where relnamespace in ('public'::regnamespace, 'shop'::regnamespace) and relkind = 'r'
order by relnamespace::regnamespace::text, relname \g /dev/null

select source, source_rows, rebuilt_rows, missing, unexpected from rebuilt.comparison order by source::text;
