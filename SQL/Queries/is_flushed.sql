-- Whether the write-ahead log is on the disk up to a place. $1: the place.
select pg_current_wal_flush_lsn() >= $1::pg_lsn as is_flushed;
