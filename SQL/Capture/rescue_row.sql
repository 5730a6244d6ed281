begin
                {{row}}_row := {{image}};
            exception
                when others then
                    {{otherwise}}
            end;
