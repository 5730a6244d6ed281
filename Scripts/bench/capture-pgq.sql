\o /dev/null
set client_min_messages = warning;

create extension pgq;

select pgq.create_queue('queue');

select pgq.register_consumer('queue', 'consumer');

create trigger queue after insert or update or delete on queued
for each row
execute function pgq.jsontriga ('queue', 'backup');
