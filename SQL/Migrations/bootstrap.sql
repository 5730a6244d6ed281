-- What the migrations themselves need. Runs before the first of them, in the same transaction.
create schema if not exists tailrace;

comment on schema tailrace is 'Change data capture by Tailrace. Managed by "tailrace setup"; removed by "tailrace uninstall".';

create table if not exists tailrace.migration (
    version integer primary key,
    name text not null,
    applied_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.migration is 'Which migrations of the schema have been applied.';
