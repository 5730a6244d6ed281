create event trigger tailrace_drop on sql_drop
when tag in ('DROP TABLE', 'DROP SCHEMA', 'DROP OWNED', 'DROP EXTENSION')
execute function tailrace.follow_drop ();
