-- What the database says of itself before anything is installed.
select
    current_database() as database,
    current_user as role,
    current_setting('server_version') as server_version,
    current_setting('server_version_num')::integer as server_version_number,
    pg_is_in_recovery() as is_replica,
    has_database_privilege(current_database(), 'create') as may_create_schemas,
    to_regnamespace('tailrace') is not null as has_schema,
    coalesce((select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'tailrace'), '') as schema_owner,
    to_regclass('tailrace.migration') is not null as has_migrations,
    -- Managed services give the right to a role of theirs.
    exists (
        select
        from pg_roles
        where (rolsuper or rolname in ('rds_superuser', 'cloudsqlsuperuser', 'alloydbsuperuser', 'azure_pg_admin'))
            and pg_has_role(current_user, oid, 'usage')
    ) as may_create_event_triggers;
