if {{size}} operator(pg_catalog.>) {{largest}} or omitted is not null then
        if {{size}} operator(pg_catalog.>) {{largest}} then
            {{leave_out}}
            omitted := 'size';
        end if;
        insert into tailrace.omission (schema_name, table_name, key)
        values ({{schema}}, {{table}}, {{key}});
    end if;
