begin
    if tg_when operator(pg_catalog.=) 'BEFORE' then
        perform tailrace.cover_partitions(tg_relid, {{oid}});

        return null;
    end if;

    if tailrace.takes_truncate(tg_relid, {{oid}}) then
        insert into tailrace.outbox (head)
        values (
            tailrace.head(
                't',
                {{schema}},
                {{table}},
                partition => case when tg_relid operator(pg_catalog.<>) {{oid}} then {{partition}} end,
                context => {{context}},
                origin => {{origin}}
            )
        );
    end if;

    return null;
end
