case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end
