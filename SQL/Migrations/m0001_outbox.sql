-- The source's identity, and the outbox that the triggers write to.
create table tailrace.source (
    only_row boolean primary key default true check (only_row),
    name text not null,
    epoch uuid not null default pg_catalog.gen_random_uuid(),
    system_identifier bigint not null,
    removed_through bigint not null default 0,
    installed_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on column tailrace.source.name is 'Precedes the sequence number in every event''s id.';
comment on column tailrace.source.system_identifier is 'The cluster in which the transaction ids of the outbox mean something.';
comment on column tailrace.source.removed_through is 'Retention has removed changes up to this sequence number.';

create sequence tailrace.outbox_seq as bigint cache 1;

-- A sequence as a pointer: read without a row lock by every insert, moved by setval.
create sequence tailrace.current_segment as integer cache 1;

select pg_catalog.setval('tailrace.current_segment', 1);

create table tailrace.outbox (
    seq bigint not null default pg_catalog.nextval('tailrace.outbox_seq'),
    xid xid8 not null default pg_catalog.pg_current_xact_id(),
    captured_at timestamptz not null default pg_catalog.clock_timestamp(),
    segment integer default pg_catalog.pg_sequence_last_value('tailrace.current_segment'),
    op "char" not null,
    schema_name text not null,
    table_name text not null,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text
) partition by list (segment);

comment on table tailrace.outbox is 'One row for each captured change. Written by triggers, read by the relay.';
comment on column tailrace.outbox.seq is 'Drawn before commit: a lower number can become visible after a higher one.';
comment on column tailrace.outbox.segment is 'Null when the pointer was reset: the default partition takes it, as it takes every wrong number.';

comment on column tailrace.outbox.op is 'i: insert, u: update, d: delete, t: truncate.';
comment on column tailrace.outbox.key is 'The row''s key as a JSON object.';

create index outbox_seq_index on tailrace.outbox (seq);

create index outbox_xid_seq_index on tailrace.outbox (xid, seq);

create table tailrace.outbox_segment_1 partition of tailrace.outbox for values in (1);

create table tailrace.outbox_segment_2 partition of tailrace.outbox for values in (2);

create table tailrace.outbox_segment_3 partition of tailrace.outbox for values in (3);

-- The net below: a wrong pointer must never make an application's insert fail.
create table tailrace.outbox_segment_default partition of tailrace.outbox default;
