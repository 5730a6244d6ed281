-- Naming a column that is gone is an error: this is only looked at where the table is plain.
if {{same_key}} and {{regclass}} is not null then
            insert into tailrace.outbox (head, before, after)
            values ({{head}}, {{before}}, pg_catalog.row_to_json(new.*));

            return new;
        end if;
