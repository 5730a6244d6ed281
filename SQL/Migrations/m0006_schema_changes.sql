-- What is needed to follow the application's own schema changes.
create table tailrace.capture_template (
    schema_name text not null,
    table_name text,
    template json not null,
    unique (schema_name, table_name)
);

comment on table tailrace.capture_template is 'With capture_ddl: how setup would capture a table, for the event triggers to do the same.';
comment on column tailrace.capture_template.table_name is 'Null: every table of the schema that has no template of its own.';

comment on column tailrace.outbox.op is 'i: insert, u: update, d: delete, t: truncate, g: a gap in the capture, s: the table''s schema has changed.';
