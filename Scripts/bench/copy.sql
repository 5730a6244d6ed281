copy (
    select
        seq,
        xid,
        captured_at,
        head,
        before,
        after
    from tailrace.outbox
    order by seq
) to stdout (format binary);
