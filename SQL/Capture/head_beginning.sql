-- The lines of a head before the key, once for all rows.
(select tailrace.head({{op}}, {{schema}}, {{table}}) operator(pg_catalog.||) E'\n')
