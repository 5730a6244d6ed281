begin
    -- A partition that was detached is nobody's any more.
    if not tailrace.takes_truncate(tg_relid, {{oid}}) then
        return null;
    end if;

    raise exception 'truncate of %.% is denied, since its capture was configured with truncate: deny', tg_table_schema, tg_table_name
        using errcode = 'object_not_in_prerequisite_state',
            hint = 'Delete the rows, or change the configuration and run tailrace setup.';
end
