declare
    old_key pg_catalog.text;
begin
    {{guard}}
    begin
        old_key := {{old_key}};
    exception
        when undefined_column then
            old_key := tailrace.current_key(tg_relid, {{old_row}});
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, before, context, origin, partition)
    values (
        'd',
        {{schema}},
        {{table}},
        old_key,
        {{before}},
        {{context}},
        {{origin}},
        {{partition}}
    );

    return null;
end
