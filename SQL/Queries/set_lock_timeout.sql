-- Until the end of the transaction. $1: the time, with its unit.
select set_config('lock_timeout', $1::text, true);
