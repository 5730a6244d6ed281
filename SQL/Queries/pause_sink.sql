-- Pauses a sink, or a table of it; one that is paused stays so, by whom and since when it was. No row: there is no such
-- sink. $1: sink; $2, $3: table, null for the whole sink; $4: who; $5: why, null for no reason.
insert into tailrace.pause (sink, schema_name, table_name, paused_by, reason)
select name, $2::text, $3::text, $4::text || ' (' || session_user || ')', $5::text
from tailrace.sink
where name = $1::text
on conflict (sink, coalesce(schema_name, ''), coalesce(table_name, '')) do update
set reason = coalesce(excluded.reason, pause.reason)
returning sink;
