-- Takes a sink's position and replays away; its receipts go with the changes. $1: sink. No row: it is served, or there is none.
delete from tailrace.sink
where name = $1::text
    and (lease_expires_at is null or lease_expires_at < clock_timestamp())
returning name;
