-- Changes whose images are too large for the outbox, and the flag that says so in the stream.
alter table tailrace.outbox add column omitted text;

comment on column tailrace.outbox.omitted is 'Why before or after, or both, are left out. size: the row was too large; error: it could not be written as JSON, or not without a hidden column.';

create table tailrace.omission (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_catalog.pg_current_xact_id(),
    omitted_at timestamptz not null default pg_catalog.clock_timestamp(),
    schema_name text not null,
    table_name text not null,
    key text
);

comment on table tailrace.omission is 'Changes that were captured without their images: see tailrace.outbox.omitted.';
