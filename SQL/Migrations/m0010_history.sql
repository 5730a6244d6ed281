-- Which history of transactions the positions belong to.
alter table tailrace.source add column history text;

comment on column tailrace.source.history is 'Cluster, database and timeline whose transaction ids the outbox and the positions hold: see tailrace.history().';

update tailrace.source
set history = pg_catalog.concat_ws(
    '/',
    control.system_identifier,
    (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()),
    ('x' || pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))::bit(32)::bigint
)
from pg_catalog.pg_control_system() as control;

alter table tailrace.sink add column doubt_seq bigint;

comment on column tailrace.sink.doubt_seq is 'The sink has changes up to this sequence number, and the database may not have them any more: it waits for "tailrace re-anchor".';

create table tailrace.former_source (
    epoch uuid primary key,
    history text not null,
    replaced_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.former_source is 'What the source was before "tailrace re-anchor": destinations that know it under such an epoch may go on.';

create table tailrace.witness (
    writer bigint not null
);

comment on table tailrace.witness is 'Each row names the transaction that wrote it. PostgreSQL keeps that beside the row too, in every copy of the files; a copy of the rows has other writers.';

-- Two writers, the later one first: rows that are copied one after another, or at once, never have these.
do $$
begin
    perform pg_catalog.pg_current_xact_id();
    begin
        insert into tailrace.witness values (0);
        update tailrace.witness set writer = xmin::text::bigint;
    exception
        when division_by_zero then null;
    end;
    insert into tailrace.witness values (0);
    update tailrace.witness set writer = xmin::text::bigint where writer = 0;
end
$$;
