-- The lines of a head before the key, once for all rows.
(select pg_catalog.rtrim(tailrace.head({{op}}, {{schema}}, {{table}}), E'\n') operator(pg_catalog.||) E'\n')
