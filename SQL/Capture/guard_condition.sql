begin
        if (
            {{when}}
        ) is not true then
            return null;
        end if;
    exception
        -- Better a change too many than an application's write that fails.
        when others then
            null;
    end;
