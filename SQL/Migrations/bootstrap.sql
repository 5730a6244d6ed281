-- What the migrations themselves need. Runs before the first of them, in the same transaction.
do $block$
begin
    -- "if not exists" would ask for the right to create schemas, also where an administrator has made this one.
    if to_regnamespace('tailrace') is null then
        create schema tailrace;
    end if;
end
$block$;

comment on schema tailrace is 'Change data capture by Tailrace. Managed by "tailrace setup"; removed by "tailrace uninstall".';

create table if not exists tailrace.migration (
    version integer primary key,
    name text not null,
    applied_at timestamptz not null default pg_catalog.clock_timestamp()
);

comment on table tailrace.migration is 'Which migrations of the schema have been applied.';
