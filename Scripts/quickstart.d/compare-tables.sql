-- Rebuilds every table with what lib/rebuild.sql has made, and says how it compares with the source.

select rebuilt.rebuild(pg_class.oid::regclass)
from pg_class
where relnamespace in ('public'::regnamespace, 'shop'::regnamespace) and relkind = 'r'
order by relnamespace::regnamespace::text, relname \g /dev/null

select source, source_rows, rebuilt_rows, missing, unexpected + disordered
from rebuilt.comparison
order by source::text;
