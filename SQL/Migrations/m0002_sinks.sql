-- The sinks: how far each is, who serves it, and what it was given.
create table tailrace.sink (
    name text primary key,
    type text not null,
    snapshot pg_snapshot not null,
    highest_seq bigint not null,
    window_snapshot pg_snapshot,
    window_last_seq bigint,
    owner text,
    epoch bigint not null default 0,
    lease_expires_at timestamptz,
    state text not null default 'waiting',
    delivered bigint not null default 0,
    last_delivered_at timestamptz,
    error text,
    error_kind text,
    error_at timestamptz,
    failures integer not null default 0,
    next_try_at timestamptz,
    created_at timestamptz not null default pg_catalog.clock_timestamp(),
    check ((window_snapshot is null) = (window_last_seq is null))
) with (fillfactor = 50);

comment on column tailrace.sink.snapshot is 'Everything visible in this snapshot has been delivered.';
comment on column tailrace.sink.window_snapshot is 'The window being delivered holds what this snapshot shows and the other does not.';
comment on column tailrace.sink.window_last_seq is 'Of that window everything up to this sequence number has been delivered.';
comment on column tailrace.sink.epoch is 'Grows with every new owner; an owner whose epoch is not this one has lost the sink.';

create table tailrace.delivery (
    sink text not null references tailrace.sink (name) on delete cascade,
    first_seq bigint not null,
    last_seq bigint not null,
    changes bigint not null,
    since pg_snapshot not null,
    up_to pg_snapshot not null,
    delivered_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.delivery is 'Receipts: a sink has the changes from first_seq to last_seq that up_to shows and since does not.';

create index delivery_last_seq_index on tailrace.delivery (last_seq);

create view tailrace.delivered as
select
    change.seq,
    receipt.sink,
    receipt.delivered_at
from tailrace.outbox as change
join tailrace.delivery as receipt
    on receipt.first_seq <= change.seq
    and receipt.last_seq >= change.seq
    and pg_catalog.pg_visible_in_snapshot(change.xid, receipt.up_to)
    and not pg_catalog.pg_visible_in_snapshot(change.xid, receipt.since);

comment on view tailrace.delivered is 'Whether and when a sink was given a change.';
