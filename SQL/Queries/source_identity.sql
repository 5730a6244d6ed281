-- Whether the outbox's transaction ids are this cluster's.
select source.system_identifier = control.system_identifier as is_same_cluster
from tailrace.source as source
cross join pg_control_system() as control;
