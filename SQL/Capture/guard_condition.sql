begin
        if (
            {{when}}
        ) is not true then
            {{leave}};
        end if;
    exception
        -- Better a change too many than an application's write that fails.
        when others or assert_failure then
            null;
    end;
