insert into tailrace.outbox (op, schema_name, table_name, key, before, after, partition)
        values (
            {{op}},
            case when {{regclass}} is not null then {{schema}} end,
            {{table}},
            {{key}},
            {{before}},
            {{after}},
            {{partition}}
        );

        return {{row}};
