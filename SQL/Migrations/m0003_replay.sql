-- Requests to send a range again, carried out by the relay that serves the sink.
create table tailrace.replay (
    id bigint generated always as identity primary key,
    sink text not null references tailrace.sink (name) on delete cascade,
    from_seq bigint not null,
    to_seq bigint not null check (to_seq >= from_seq),
    schema_name text,
    table_name text,
    key jsonb,
    changes_a_second integer,
    last_seq bigint not null,
    sent bigint not null default 0,
    state text not null default 'requested' check (state in ('requested', 'running', 'done', 'cancelled')),
    requested_at timestamptz not null default pg_catalog.clock_timestamp(),
    requested_by text not null default session_user,
    finished_at timestamptz,
    check ((schema_name is null) = (table_name is null))
);

comment on column tailrace.replay.last_seq is 'Everything wanted up to this sequence number has been sent.';

create index replay_open_index on tailrace.replay (sink, id) where state in ('requested', 'running');
