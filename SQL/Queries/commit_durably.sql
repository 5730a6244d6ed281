-- The commit of this transaction waits for the disk.
select set_config('synchronous_commit', 'on', true);
