-- Which version the schema has; no row when its source is missing.
select coalesce((select max(version) from tailrace.migration), 0) as schema_version
from tailrace.source;
