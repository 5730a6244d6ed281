-- Has a sink go on from its mark: a position of its own does not count any more. No row: the lease is lost.
-- $1: sink; $2: epoch.
update tailrace.sink
set revision = revision + 1,
    seek_revision = revision + 1
where name = $1::text
    and epoch = $2::bigint
returning revision;
