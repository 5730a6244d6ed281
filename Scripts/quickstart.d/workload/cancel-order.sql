-- Deletes an order; the foreign key deletes its lines.
\set pick random(1, 400)
begin;
insert into shop.activity (what) values ('cancel order');
delete from shop.orders where id = (select id from shop.orders order by id offset :pick limit 1);
commit;
