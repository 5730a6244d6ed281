-- The same few orders again and again, so that clients wait for each other's rows.
\set pick random(1, 50)
begin;
insert into shop.activity (what) values ('change order');
update shop.orders
set status = case status when 'sent' then 'returned' else 'sent' end,
    details = coalesce(details, '{}') || jsonb_build_object('seen', clock_timestamp())
where id = (select id from shop.orders order by id offset :pick limit 1);
update shop.order_lines
set quantity = quantity + 0.010
where order_id = (select id from shop.orders order by id offset :pick limit 1) and position = 1;
commit;
