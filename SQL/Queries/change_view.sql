-- What the outbox holds, for people, for replays of one table or key, and for what is kept aside.
create view tailrace.change as
select
    stored.seq,
    stored.xid,
    stored.captured_at,
    stored.segment,
    stored.head,
    pg_catalog.split_part(stored.head, E'\n', 1)::"char" as op,
    nullif(('"' || pg_catalog.split_part(stored.head, E'\n', 2) || '"')::json #>> '{}', '') as schema_name,
    nullif(('"' || pg_catalog.split_part(stored.head, E'\n', 3) || '"')::json #>> '{}', '') as table_name,
    nullif(pg_catalog.split_part(stored.head, E'\n', 4), '') as key,
    nullif(pg_catalog.split_part(stored.head, E'\n', 5), '') as old_key,
    stored.before,
    stored.after,
    nullif(pg_catalog.split_part(stored.head, E'\n', 7), '')::json as context,
    nullif(('"' || pg_catalog.split_part(stored.head, E'\n', 8) || '"')::json #>> '{}', '') as origin,
    nullif(('"' || pg_catalog.split_part(stored.head, E'\n', 6) || '"')::json #>> '{}', '') as partition,
    nullif(pg_catalog.split_part(stored.head, E'\n', 9), '') as omitted
from tailrace.outbox as stored;

comment on view tailrace.change is 'The outbox, with what its rows'' heads say as columns.';
comment on column tailrace.change.op is 'i: insert, u: update, d: delete, t: truncate, s: a change of the schema, g: a gap.';
comment on column tailrace.change.key is 'The row''s key as a JSON object.';
comment on column tailrace.change.omitted is 'Why before or after, or both, are left out. size: the row was too large; error: it could not be written as JSON, or not without a hidden column.';
