insert into tailrace.outbox (head, after)
        values ({{head}}, pg_catalog.row_to_json(new.*));

        return new;
