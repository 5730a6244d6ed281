-- One order of two lines; the second line is tried in a savepoint and sometimes taken back.
\set customer random(1, 1000)
\set product random(1, 199)
\set second_thoughts random(1, 4)
begin;
insert into shop.activity (what) values ('place order');
insert into shop.orders (customer_id, note, details)
select id, E'from "' || name || E'"\nn° ' || :product, jsonb_build_object('client', :client_id, 'weight', :product / 3.0)
from shop.customers where id >= :customer order by id limit 1 for key share
returning id as order_id \gset
insert into shop.order_lines (order_id, position, sku, quantity, price)
select :order_id, 1, sku, :product / 8.00, price from shop.products order by sku offset :product limit 1;
savepoint second_line;
insert into shop.order_lines (order_id, position, sku, quantity, price)
select :order_id, 2, sku, 1.10, price from shop.products order by sku offset :product - 1 limit 1;
\if :second_thoughts = 1
rollback to savepoint second_line;
\endif
update shop.orders set status = 'placed' where id = :order_id;
update shop.products set stock = stock - 1
where sku = (select sku from shop.products order by sku offset :product limit 1);
commit;
