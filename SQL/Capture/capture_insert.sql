declare
    new_key pg_catalog.text;
begin
    {{guard}}
    begin
        new_key := {{new_key}};
    exception
        when undefined_column then
            new_key := tailrace.current_key(tg_relid, {{new_row}});
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin, partition)
    values (
        'i',
        {{schema}},
        {{table}},
        new_key,
        {{new_row}},
        {{context}},
        {{origin}},
        {{partition}}
    );

    return null;
end
