insert into tailrace.outbox (head, before)
        select
            {{beginning}} operator(pg_catalog.||) {{old_key}} operator(pg_catalog.||) {{end}},
            {{before}}
        from old_rows as old{{no_new}}
        where {{condition}};
