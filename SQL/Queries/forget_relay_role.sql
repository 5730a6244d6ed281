delete from tailrace.relay_role
where name = {{name}};
