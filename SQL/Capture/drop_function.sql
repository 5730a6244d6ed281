-- With the triggers that run it.
drop function tailrace.{{function}} () cascade;
