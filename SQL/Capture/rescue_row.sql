begin
                {{row}}_row := {{image}};
            exception
                when others or assert_failure then
                    {{otherwise}}
            end;
