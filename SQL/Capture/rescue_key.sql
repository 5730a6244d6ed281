begin
                {{check_names}}{{row}}_key := {{key}};
            exception
                when others or assert_failure then
                    {{row}}_key := tailrace.current_key(tg_relid, {{row}}_row);
            end;
