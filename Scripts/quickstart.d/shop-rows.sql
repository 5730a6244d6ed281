-- What the shop holds before it opens: 1,000 customers, 200 products, 500 orders of two lines.

begin;

insert into shop.customers (name, email, tags, preferences, born)
select
    (array['Zoë "Zed" O''Brien', 'Łukasz Żółć', '山田 太郎', E'Two\nLines', E'Tab\tand \\ backslash', '🚀 Ада'])[1 + n % 6],
    format('customer%s@example.com', n),
    (array['{}', '{vip}', '{"comma, quote \" and space",NULL}', '{"",ü,新規}'])[1 + n % 4]::text[],
    case when n % 3 > 0 then jsonb_build_object('n', n, 'ratio', n / 7.0, 'nested', jsonb_build_array(1, 'é"\', true)) end,
    case when n % 5 > 0 then date '1950-01-01' + n * 17 end
from generate_series(1, 1000) as n;

insert into shop.products (sku, title, price, sizes, picture, stock)
select
    format('%s-%s', (array['TÉ', '茶', 'a"b', 'it''s', '\x'])[1 + n % 5], n),
    repeat('Tea with Ünïcödé. ', 1 + n % 4),
    n * 1.2345 + 0.1000,
    case when n % 4 > 0 then array[n, null, n + 1] end,
    case when n % 2 > 0 then sha256(n::text::bytea) end,
    1000000
from generate_series(1, 200) as n;

insert into shop.orders (customer_id, status, note, details)
select n, 'paid', E'First order\nof ' || n, jsonb_build_object('gift', n % 2 = 0)
from generate_series(1, 500) as n;

insert into shop.order_lines (order_id, position, sku, quantity, price)
select o.id, p.position, p.sku, p.position + 0.50, p.price
from shop.orders as o
cross join (
    select row_number() over (order by sku) as position, sku, price from shop.products order by sku limit 2
) as p;

commit;
