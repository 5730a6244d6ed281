insert into tailrace.seen_table (relation, schema_name, table_name, key, columns)
values ({{relation}}, {{schema}}, {{table}}, {{key}}, {{columns}})
on conflict (relation) do update
set schema_name = excluded.schema_name,
    table_name = excluded.table_name,
    key = excluded.key,
    columns = excluded.columns,
    seen_at = pg_catalog.clock_timestamp();
