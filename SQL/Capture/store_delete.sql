insert into tailrace.outbox (op, schema_name, table_name, key, before, context, origin)
        select
            'd',
            {{schema}},
            {{table}},
            {{old_key}},
            {{before}},
            {{context}},
            {{origin}}
        from old_rows as old{{no_new}}
        where {{condition}};
