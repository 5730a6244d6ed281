-- Asks the relay to send refused changes again, or to discard them. $1: their ids; $2: retry or discard; $3: who asks.
update tailrace.dead_letter
set request = $2::text,
    requested_at = clock_timestamp(),
    requested_by = $3::text
where id = any ($1::bigint[])
    and cause = 'refused'
returning id;
