#variable_conflict use_column
declare
    {{variables}}
begin
    {{guard}}{{short_way}}{{store_row}}

    return null;
end
