declare
    new_key pg_catalog.text;
begin
    begin
        new_key := {{new_key}};
    exception
        when undefined_column then
            new_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(new));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin, partition)
    values (
        'i',
        {{schema}},
        {{table}},
        new_key,
        pg_catalog.row_to_json(new),
        {{context}},
        {{origin}},
        {{partition}}
    );

    return null;
end
