-- A relay ends: it is given no more sinks. $1: relay.
delete from tailrace.relay
where owner = $1::text;
