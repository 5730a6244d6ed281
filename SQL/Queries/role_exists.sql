-- $1: a role's name.
select exists (select from pg_roles where rolname = $1) as is_there;
