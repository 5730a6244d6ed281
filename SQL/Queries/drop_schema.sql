-- The triggers go with their functions.
drop schema tailrace cascade;
