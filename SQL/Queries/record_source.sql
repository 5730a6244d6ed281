insert into tailrace.source (name, system_identifier)
select {{name}}, system_identifier
from pg_control_system();
