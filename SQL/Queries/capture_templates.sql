-- The templates by which the event triggers capture tables.
select
    schema_name,
    table_name,
    template::text as template
from tailrace.capture_template
order by schema_name, table_name;
