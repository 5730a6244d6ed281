declare
    {{variables}}
begin
    {{store_row}}

    return null;
end
