copy (
    select
        seq,
        xid,
        captured_at,
        op,
        schema_name,
        table_name,
        key,
        old_key,
        before,
        after,
        context,
        origin,
        partition
    from tailrace.outbox
    order by seq
) to stdout (format binary);
