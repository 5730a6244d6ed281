-- How many changes the sink has still before it, out of `tailrace status --json`.
select jsonb_path_query_first(:'status', '$.sinks[*] ? (@.name == "changes").pending');
