-- With the event trigger that runs it.
drop function if exists tailrace.{{function}} cascade;
