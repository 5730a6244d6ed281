-- The rows of an update, old and new.
for pair in
                select
                    old.tailrace_image as old_row,
                    new.tailrace_image as new_row
                from (
                    {{old_rows}}
                ) as old
                join (
                    {{new_rows}}
                ) as new
                    on new.tailrace_place operator(pg_catalog.=) old.tailrace_place
                order by new.tailrace_place
            loop
