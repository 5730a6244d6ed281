-- Changes a primary key; the foreign key carries the new number into the customer's orders.
\set customer random(1, 1000)
begin;
insert into shop.activity (what) values ('renumber customer');
update shop.customers
set id = default, tags = tags || 'renumbered'::text
where id = (select id from shop.customers where id >= :customer order by id limit 1);
commit;
