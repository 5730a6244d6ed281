-- Which history of transactions this is: the cluster, the database in it, and the timeline, which a promotion and a
-- restore to a point in time begin anew.
-- Returns: CLUSTER/DATABASE/TIMELINE; null on a replica, which is none of its own.
-- Called by: the statements that look for changes and that mark, and by whoever wants to know where it is.
create or replace function tailrace.history ()
returns text
language sql
stable
as $function$
select case
    when not pg_catalog.pg_is_in_recovery() then pg_catalog.concat_ws(
        '/',
        (select system_identifier from pg_catalog.pg_control_system()),
        (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()),
        -- The control file names the timeline only from the next checkpoint on.
        pg_catalog.concat('x', pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))::bit(32)::bigint
    )
end
$function$;
