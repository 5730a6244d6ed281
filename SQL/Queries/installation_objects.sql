-- Which parts of the outbox are not there.
select wanted.name
from unnest(array['outbox', 'outbox_seq', 'current_segment', 'source', 'sink', 'delivery', 'replay', 'seen_table', 'relay_role', 'omission', 'segment', 'housekeeping', 'gap', 'dead_letter', 'pause', 'former_source', 'witness', 'capture_template', 'relay']) as wanted (name)
where to_regclass('tailrace.' || wanted.name) is null;
