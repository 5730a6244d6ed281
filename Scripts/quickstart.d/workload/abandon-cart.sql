-- Writes, thinks again, rolls back: nothing of this may ever be delivered. The customer is locked before the update:
-- when many lock a row's key and an update of it is rolled back, PostgreSQL now and then refuses the next one
-- ("new multixact has more than one updating member").
\set customer random(1, 1000)
begin;
insert into shop.activity (what) values ('abandoned');
select id as customer from shop.customers where id >= :customer order by id limit 1 for update \gset
update shop.customers set name = 'abandoned' where id = :customer;
insert into shop.orders (customer_id, note) values (:customer, 'abandoned');
rollback;
