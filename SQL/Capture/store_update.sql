insert into tailrace.outbox (head, before, after)
        select
            {{beginning}} operator(pg_catalog.||) {{new_key}} operator(pg_catalog.||) case
                when {{old_key}} operator(pg_catalog.<>) {{new_key}}
                    then E'\n' operator(pg_catalog.||) {{old_key}} operator(pg_catalog.||) pg_catalog.substr({{end}}, 2)
                else {{end}}
            end,
            {{before}},
            {{new_row}}
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
