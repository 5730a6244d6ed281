insert into :"table" (id, name, code, amount, note)
select number, 'name ' || number, md5(number::text), number * 1.5, repeat('x', 60)
from generate_series(1, :rows) as number;

vacuum analyze :"table";
