-- Leaves out sequence numbers that may have been given to changes which the database does not have.
-- $1: how many, beyond the highest number that is known to be used.
select setval(
    'tailrace.outbox_seq',
    greatest(nextval('tailrace.outbox_seq'), coalesce((select max(doubt_seq) from tailrace.sink), 0)) + $1::bigint
) as newest_seq;
