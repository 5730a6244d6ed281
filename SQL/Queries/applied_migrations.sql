select
    version,
    name
from tailrace.migration
order by version;
