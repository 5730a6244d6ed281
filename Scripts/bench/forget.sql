delete from tailrace.sink;
