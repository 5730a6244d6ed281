declare
    old_key pg_catalog.text;
begin
    begin
        old_key := {{old_key}};
    exception
        when undefined_column then
            old_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(old));
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
