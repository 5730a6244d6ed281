-- Whether the net below the segments has caught something. By its size: a relay's role may not read it by itself.
select
    'default-segment-used' as code,
    'tailrace.outbox_segment_default' as subject,
    'changes are in the default segment: the pointer named a segment that was not there' as problem,
    'tailrace run' as repair
where pg_relation_size('tailrace.outbox_segment_default') > 0;
