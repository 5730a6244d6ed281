case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
