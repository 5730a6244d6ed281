begin
    insert into tailrace.outbox (op, schema_name, table_name, context, origin)
    values (
        't',
        {{schema}},
        {{table}},
        {{context}},
        {{origin}}
    );

    return null;
end
