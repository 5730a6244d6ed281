declare
    old_key pg_catalog.text;
    new_key pg_catalog.text;
begin
    {{guard}}
    begin
        old_key := {{old_key}};
        new_key := {{new_key}};
    exception
        when undefined_column then
            old_key := tailrace.current_key(tg_relid, {{old_row}});
            new_key := tailrace.current_key(tg_relid, {{new_row}});
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition)
    values (
        'u',
        {{schema}},
        {{table}},
        new_key,
        case when old_key operator(pg_catalog.<>) new_key then old_key end,
        {{before}},
        {{new_row}},
        {{context}},
        {{origin}},
        {{partition}}
    );

    return null;
end
