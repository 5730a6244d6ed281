-- The old key is stored where it differs. As text: comparing it needs no operator of the columns' types.
if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
