insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin)
        select
            'i',
            {{schema}},
            {{table}},
            {{new_key}},
            {{new_row}},
            {{context}},
            {{origin}}
        from new_rows as new{{no_old}}
        where {{condition}};
