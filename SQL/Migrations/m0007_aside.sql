-- What a sink refuses and what waits behind it, pauses, and seeks.
alter table tailrace.sink
    add column revision bigint not null default 0,
    add column seek_revision bigint not null default 0;

comment on column tailrace.sink.revision is 'Counts seeks and deliveries of changes kept aside: it tells which of two positions is the later one.';
comment on column tailrace.sink.seek_revision is 'Positions of a sink''s own that are older than this revision do not count any more.';

create table tailrace.dead_letter (
    id bigint generated always as identity primary key,
    sink text not null references tailrace.sink (name) on delete cascade,
    seq bigint not null,
    xid xid8 not null,
    captured_at timestamptz not null,
    op "char" not null,
    schema_name text not null,
    table_name text not null,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text,
    cause text not null check (cause in ('refused', 'held', 'paused')),
    policy text check (policy in ('hold_key', 'skip', 'stop')),
    reason text,
    tries integer not null default 0,
    kept_at timestamptz not null default pg_catalog.clock_timestamp(),
    tried_at timestamptz,
    request text check (request in ('retry', 'discard')),
    requested_at timestamptz,
    requested_by text,
    release bigint,
    unique (sink, seq),
    check ((cause = 'refused') = (policy is not null and reason is not null))
);

comment on table tailrace.dead_letter is 'Changes that are kept aside for a sink, whole: it has refused them, or they wait behind such a one, or their table is paused.';
comment on column tailrace.dead_letter.policy is 'What the sink''s on_poison was when it refused the change.';
comment on column tailrace.dead_letter.release is 'The revision of the sink with which it is being delivered.';

create index dead_letter_request_index on tailrace.dead_letter (sink) where request is not null;

create index dead_letter_release_index on tailrace.dead_letter (sink) where release is not null;

create table tailrace.pause (
    sink text not null references tailrace.sink (name) on delete cascade,
    schema_name text,
    table_name text,
    paused_at timestamptz not null default pg_catalog.clock_timestamp(),
    paused_by text not null,
    reason text,
    check ((schema_name is null) = (table_name is null))
);

comment on table tailrace.pause is 'Sinks, or tables of a sink, that are to be given nothing for now.';

create unique index pause_index on tailrace.pause (sink, coalesce(schema_name, ''), coalesce(table_name, ''));

create or replace view tailrace.delivered as
select
    change.seq,
    receipt.sink,
    receipt.delivered_at
from tailrace.outbox as change
join tailrace.delivery as receipt
    on receipt.first_seq <= change.seq
    and receipt.last_seq >= change.seq
    and pg_catalog.pg_visible_in_snapshot(change.xid, receipt.up_to)
    and not pg_catalog.pg_visible_in_snapshot(change.xid, receipt.since)
where not exists (
    select
    from tailrace.dead_letter as letter
    where letter.sink = receipt.sink
        and letter.seq = change.seq
);
