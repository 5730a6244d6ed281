-- The id of this transaction.
select pg_current_xact_id();
