if {{size}} operator(pg_catalog.>) {{largest}} then
                {{leave_out}}
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values ({{schema}}, {{table}}, {{key}});
            end if;
