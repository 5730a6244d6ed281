-- Waits until everything that has been committed is on this server's disk, by a commit that waits for it. No standby is
-- waited for: one that takes over begins another history.
-- A crash of the server undoes commits that nobody waited for, the relay's own marks among them, and gives their
-- transaction numbers to others. A position that counts such a number as seen would hide the change that gets it.
select
    set_config('synchronous_commit', 'local', true),
    pg_logical_emit_message(true, 'tailrace', '');
