-- With the triggers that run it.
drop function if exists tailrace.{{function}} () cascade;
