-- The source's identity, and what tells whether the outbox's transaction ids are those of this history.
select
    source.name,
    source.epoch::text as epoch,
    source.history,
    coalesce(tailrace.history(), source.history) as present,
    pg_current_snapshot()::text as snapshot,
    (
        select count(*) = 2 and bool_and(witness.xmin::text::bigint = witness.writer)
        from tailrace.witness as witness
    ) as is_physical,
    array(
        select former.epoch
        from tailrace.former_source as former
    )::text as former_epochs
from tailrace.source as source;
