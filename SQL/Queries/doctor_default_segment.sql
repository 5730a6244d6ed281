-- Whether the net below the segments has caught something.
select
    'default-segment-used' as code,
    'tailrace.outbox_segment_default' as subject,
    'changes are in the default segment: the pointer named a segment that was not there' as problem,
    'tailrace run' as repair
where exists (select from tailrace.outbox_segment_default);
