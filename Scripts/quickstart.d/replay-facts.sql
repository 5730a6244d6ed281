-- Reads replayed events from standard input and counts: events, those marked as replayed, those that are word for word
-- the first delivery's (but for the mark).
create temporary table replayed (content jsonb not null);

\copy replayed from pstdin with (format csv, quote e'\x01', delimiter e'\x02')

select
    count(*),
    count(*) filter (where replayed.content @> '{"replayed": true}'),
    count(*) filter (where replayed.content - 'replayed' = line.content::jsonb)
from replayed
left join rebuilt.event on event.id = replayed.content ->> 'id'
left join rebuilt.line using (number);
