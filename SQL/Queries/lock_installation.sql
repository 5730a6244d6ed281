-- One setup at a time, until the end of its transaction. The number is the word "tailrace" in ASCII.
select pg_advisory_xact_lock(x'7461696c72616365'::bigint);
