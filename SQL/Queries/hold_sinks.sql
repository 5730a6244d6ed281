-- Lets the marks under way end, and no other begin before this transaction does. It takes no snapshot: where it comes
-- first, the transaction's own shows those marks.
set local lock_timeout = '30s';

lock table tailrace.sink in share row exclusive mode;
