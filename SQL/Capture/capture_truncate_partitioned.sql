begin
    if tg_when operator(pg_catalog.=) 'BEFORE' then
        perform tailrace.cover_partitions(tg_relid, {{oid}});

        return null;
    end if;

    if tailrace.takes_truncate(tg_relid, {{oid}}) then
        insert into tailrace.outbox (op, schema_name, table_name, context, origin, partition)
        values (
            't',
            {{schema}},
            {{table}},
            {{context}},
            {{origin}},
            case when tg_relid operator(pg_catalog.<>) {{oid}} then {{partition}} end
        );
    end if;

    return null;
end
