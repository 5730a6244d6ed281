#variable_conflict use_column
declare
    {{variables}}
begin
    begin
        {{check_names}}{{store_set}}
    exception
        -- What cannot be stored as a whole is stored row by row, where each has its own way out.
        when others or assert_failure then
            {{loop}}
                {{reset}}
                {{assign}}
                {{guard}}{{store_row}}
            end loop;
    end;

    return null;
end
