-- The rows alone: whatever columns the table has been given since setup, none of them can be in the way.
select
                        pg_catalog.row_number() over () as tailrace_place,
                        ({{rows}}.*)::pg_catalog.record as tailrace_image
                    from {{rows}}
