select round(avg(octet_length(after::text)))
from tailrace.outbox;
