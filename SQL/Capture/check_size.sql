if {{size}} operator(pg_catalog.>) {{largest}} then
                {{leave_out}}
                omitted := 'size';

                if {{size_without_images}} operator(pg_catalog.>) {{largest}} then
                    {{leave_out_keys}}
                    context := null;
                end if;
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values ({{schema}}, {{table}}, {{key}});
            end if;
