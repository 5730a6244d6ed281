if {{same_key}} and {{regclass}} is not null then
            {{store}}
        end if;
