begin
    raise exception 'truncate of %.% is denied, since its capture was configured with truncate: deny', tg_table_schema, tg_table_name
        using errcode = 'object_not_in_prerequisite_state',
            hint = 'Delete the rows, or change the configuration and run tailrace setup.';
end
