-- What the last setup saw and was told: the captured tables, and the roles that relays connect as.
create table tailrace.seen_table (
    relation oid primary key,
    schema_name text not null,
    table_name text not null,
    key json not null,
    columns json not null,
    seen_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.seen_table is 'The captured tables as the last setup saw them, to tell what has changed since.';
comment on column tailrace.seen_table.key is 'The names of the key''s columns, none for the whole row.';
comment on column tailrace.seen_table.columns is 'Number, name and type of each column.';

create table tailrace.relay_role (
    name text primary key,
    granted_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.relay_role is 'The roles that setup gives the relay''s rights to.';
