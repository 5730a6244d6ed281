drop function tailrace.{{function}} ({{arguments}});
