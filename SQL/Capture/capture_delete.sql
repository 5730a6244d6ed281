declare
    {{project_variables}}
    old_key pg_catalog.text;
begin
    {{guard}}
    {{project}}
    begin
        old_key := {{old_key}};
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
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
