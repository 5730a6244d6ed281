grant execute on function tailrace.{{function}} () to {{role}};
