insert into tailrace.source (name, system_identifier, history)
select {{name}}, system_identifier, tailrace.history()
from pg_control_system();
