explain (costs off)
select
from {{relation}} as old
cross join {{relation}} as new
where (
    {{when}}
);
