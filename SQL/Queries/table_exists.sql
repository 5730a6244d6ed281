-- Whether there is a table. $1: schema; $2: name.
select to_regclass(format('%I.%I', $1::text, $2::text)) is not null as exists;
