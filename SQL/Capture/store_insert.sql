insert into tailrace.outbox (head, after)
        select
            {{beginning}} operator(pg_catalog.||) {{new_key}} operator(pg_catalog.||) {{end}},
            {{new_row}}
        from new_rows as new{{no_old}}
        where {{condition}};
