-- What is said of a change before its images, as the outbox holds it: a line each for the operation's letter, the
-- table's schema and name, the row's key, its former key, the partition, the application's context, the origin, and why
-- images are left out. Empty lines at the end may be missing. JSON has line breaks between its tokens only,
-- where blanks mean the same; names are as in a JSON string.
-- Called by: whoever writes to the outbox, or reads what was kept of it. The short way of capture functions writes the same
-- by itself. Each parameter is named once and all names are qualified, so that the planner puts the expression in place
-- of the call.
create or replace function tailrace.head (
    operation text,
    its_schema text,
    its_table text,
    key text default null,
    old_key text default null,
    partition text default null,
    context json default null,
    origin text default null,
    omitted text default null
)
returns text
language sql
stable
as $function$
select pg_catalog.concat(
    operation,
    E'\n',
    pg_catalog.left(pg_catalog.substr(pg_catalog.to_json(its_schema)::pg_catalog.text, 2), -1),
    E'\n',
    pg_catalog.left(pg_catalog.substr(pg_catalog.to_json(its_table)::pg_catalog.text, 2), -1),
    E'\n',
    pg_catalog.replace(key, E'\n', ' '),
    E'\n',
    pg_catalog.replace(old_key, E'\n', ' '),
    E'\n',
    pg_catalog.left(pg_catalog.substr(pg_catalog.to_json(partition)::pg_catalog.text, 2), -1),
    E'\n',
    pg_catalog.replace(context::pg_catalog.text, E'\n', ' '),
    E'\n',
    pg_catalog.left(pg_catalog.substr(pg_catalog.to_json(pg_catalog.left(origin, 10000))::pg_catalog.text, 2), -1),
    E'\n',
    omitted
)
$function$;
