-- Stores the change of one row. Nothing in it may make the application's write fail.
{{unless_changed}}
    {{guard}}
    begin
        {{compute}}
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others then
            {{rescue}}
    end;
    {{check_size}}

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        {{op}},
        {{schema}},
        {{table}},
        {{key}},
        {{old_key}},
        {{before}},
        {{after}},
        {{context}},
        {{origin}},
        {{partition}},
        omitted
    );
