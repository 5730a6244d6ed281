-- Whether the server's branch of the history had not been noted.
select tailrace.note_branch();
