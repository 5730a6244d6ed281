-- What has not been delivered yet; nothing while the sink has not been started.
select
    (select count(*) from reading) - coalesce((select delivered from tailrace.sink where name = 'changes'), 0);
