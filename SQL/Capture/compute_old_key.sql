-- By image: comparing it needs no operator of the columns' types.
if pg_catalog.record_image_ne(row({{old_columns}}), row({{new_columns}})) then
            old_key := {{old_key}};
        end if;
