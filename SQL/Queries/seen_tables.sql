-- The captured tables as the last setup saw them.
select
    relation::bigint as oid,
    schema_name,
    table_name,
    key::text as key,
    columns::text as columns
from tailrace.seen_table
order by schema_name, table_name;
