-- Whether the net below the segments has caught something.
select exists (select from tailrace.outbox_segment_default) as has_rows;
