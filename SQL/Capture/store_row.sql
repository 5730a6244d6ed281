-- Stores the change of one row. Nothing in it may make the application's write fail.
-- What is seldom the case is asked for in one question: of a short transaction's time, each expression costs as much as
-- computing it does, since it is made ready anew.
begin
        {{unless_changed}}{{compute}}
        if
            {{is_particular}}
        then
            {{compute_old_key}}
            {{particulars}}
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            {{rescue}}
            {{particulars}}
    end;

    -- The head of most is short; the other expression is long to be made ready.
    if {{stored_old_key}} is null
        and context is null
        and origin is null
        and omitted is null
        and {{is_named}}
    then
        insert into tailrace.outbox (head, before, after)
        values ({{short_head}}, {{before}}, {{after}});
    else
        insert into tailrace.outbox (head, before, after)
        values (
            tailrace.head({{op}}, {{schema}}, {{table}}, {{key}}, {{stored_old_key}}, {{partition}}, context, origin, omitted),
            {{before}},
            {{after}}
        );
    end if;
