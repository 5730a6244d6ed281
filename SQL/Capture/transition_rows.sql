-- The two transition tables of an update hold its rows in the same order.
select
                pg_catalog.row_number() over () as tailrace_place,
                ({{rows}}.*)::pg_catalog.record as tailrace_image,
                {{rows}}.*
            from {{rows}}
