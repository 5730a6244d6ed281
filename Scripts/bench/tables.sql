create table reading (
    id bigint generated always as identity primary key,
    sensor text not null,
    station text not null,
    value numeric not null,
    unit text not null,
    taken_at timestamptz not null default now(),
    note text
);
