select name
from tailrace.sink
order by name;
