-- Where a sink that starts from now on begins.
select
    pg_current_snapshot()::text as snapshot,
    (select case when is_called then last_value else 0 end from tailrace.outbox_seq) as newest_seq;
