-- The same table once for each way to capture it.
create table uncaptured (
    id bigint primary key,
    name text not null,
    code text not null,
    amount numeric not null,
    changed_at timestamptz not null default now(),
    counter integer not null default 0,
    note text
);

create table tailrace_row (like uncaptured including all);

create table tailrace_stmt (like uncaptured including all);

create table audited (like uncaptured including all);

create table queued (like uncaptured including all);

-- What people write for themselves.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    table_name text not null,
    operation text not null,
    old_row jsonb,
    new_row jsonb
);

create function audit () returns trigger
language plpgsql
as $function$
begin
    insert into audit (table_name, operation, old_row, new_row)
    values (
        tg_table_name,
        tg_op,
        case when tg_op <> 'INSERT' then to_jsonb(old) end,
        case when tg_op <> 'DELETE' then to_jsonb(new) end
    );
    return null;
end
$function$;

create trigger audit after insert or update or delete on audited
for each row
execute function audit ();
