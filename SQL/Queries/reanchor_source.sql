-- Gives the source a new identity, in the history that the server is in now. Whoever knows the old one is fenced.
with former as (
    insert into tailrace.former_source (epoch, history)
    select epoch, history
    from tailrace.source
)
update tailrace.source
set epoch = gen_random_uuid(),
    history = tailrace.history(),
    system_identifier = control.system_identifier
from pg_control_system() as control;
