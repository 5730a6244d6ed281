-- The source's identity, and whether the outbox's transaction ids are this cluster's.
select
    source.name,
    source.epoch::text as epoch,
    source.system_identifier,
    control.system_identifier as cluster_identifier,
    coalesce((select max(version) from tailrace.migration), 0) as schema_version
from tailrace.source
cross join pg_control_system() as control;
