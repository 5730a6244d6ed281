-- Makes a sink known, with the position where it starts; leaves one alone that is known.
-- $1: name; $2: type; $3: snapshot; $4: highest sequence number.
insert into tailrace.sink (name, type, snapshot, highest_seq)
values ($1::text, $2::text, $3::pg_snapshot, $4::bigint)
on conflict (name) do nothing;
