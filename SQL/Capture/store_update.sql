insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin)
        select
            'u',
            {{schema}},
            {{table}},
            {{new_key}},
            case when {{old_key}} operator(pg_catalog.<>) {{new_key}} then {{old_key}} end,
            {{before}},
            {{new_row}},
            {{context}},
            {{origin}}
        from (
            {{old_rows}}
        ) as old
        join (
            {{new_rows}}
        ) as new
            on new.tailrace_place operator(pg_catalog.=) old.tailrace_place
        where {{changed}}
            and {{condition}}
        order by new.tailrace_place;
