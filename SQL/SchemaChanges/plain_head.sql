-- The beginning of the expression for an event's head on the short way of a capture function, up to the key's last value,
-- exactly as setup writes it.
-- Parameters: relation: the table; its_schema, its_name: its name; operation: insert or update; columns, types: the key's.
-- Returns: an SQL expression without its end.
-- Called by: capture_table.
create or replace function tailrace.plain_head (
    relation oid,
    its_schema text,
    its_name text,
    operation text,
    columns text[],
    types text[]
)
returns text
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
select string_agg(
    case
        when key.place = 1 then format(
            'case when ''%s''::pg_catalog.regclass is not null then %s end',
            relation,
            tailrace.libpq_literal(
                tailrace.head_start(operation, its_schema, its_name) || '{' || tailrace.json_name(key.name) || ':'
            )
        )
        else ' operator(pg_catalog.||) ' || tailrace.libpq_literal(',' || tailrace.json_name(key.name) || ':')
    end
    || ' operator(pg_catalog.||) '
    || case when key.type in ('smallint', 'integer', 'bigint') then field.name else 'pg_catalog.to_json(' || field.name || ')' end
    || '::pg_catalog.text',
    ''
    order by key.place
)
from unnest(columns, types) with ordinality as key (name, type, place)
cross join lateral (select 'new."' || replace(key.name, '"', '""') || '"' as name) as field
$function$;
