-- The relays that live, so that they can share the sinks; and which mark of its owner a sink has had.
create table tailrace.relay (
    owner text primary key,
    sinks text[] not null,
    started_at timestamptz not null default pg_catalog.clock_timestamp(),
    expires_at timestamptz not null
);

comment on table tailrace.relay is 'Relay processes, and which sinks each could serve. A row that has expired is of a process that has died or lost the database.';

alter table tailrace.sink
    add column mark_number bigint not null default 0,
    add column lease_term interval;

comment on column tailrace.sink.mark_number is 'Of the marks that the present epoch has made, the last. One that arrives late, by a connection that was given up, has a lower one.';
comment on column tailrace.sink.lease_term is 'How long the lease lasts at most: one that ends later was taken before the server''s clock was put back.';
