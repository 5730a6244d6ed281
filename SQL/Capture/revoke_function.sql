revoke all on function tailrace.{{function}} () from {{role}};
