delete from tailrace.seen_table
where relation = {{relation}};
