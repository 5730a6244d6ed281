insert into tailrace.migration (version, name)
values ({{version}}, {{name}});
