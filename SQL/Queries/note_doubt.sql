-- Notes that a sink has changes which the database may have lost; it waits until somebody decides. No row: the lease is
-- lost. $1: sink; $2: epoch; $3: the highest sequence number that the sink has.
update tailrace.sink
set doubt_seq = greatest(doubt_seq, $3::bigint)
where name = $1::text
    and epoch = $2::bigint
returning name;
