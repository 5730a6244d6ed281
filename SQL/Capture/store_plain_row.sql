insert into tailrace.outbox (head, before, after)
        values ({{head}}, {{before}}, {{after}});

        return {{row}};
