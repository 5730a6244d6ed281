-- What this transaction does to the schema is not the application's.
set local tailrace.following = 'on';
