#variable_conflict use_column
declare
    {{variables}}
begin
    {{store_row}}

    return null;
end
