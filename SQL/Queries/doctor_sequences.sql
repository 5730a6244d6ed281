-- Sequences of the outbox that draw numbers ahead: such a number would be drawn long before it is used.
select
    sequencename as name,
    cache_size
from pg_sequences
where schemaname = 'tailrace'
    and sequencename in ('outbox_seq', 'current_segment')
    and cache_size <> 1;
