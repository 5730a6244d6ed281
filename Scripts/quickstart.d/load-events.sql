-- Reads the file of events from standard input, one line a row. The quote and delimiter are characters that JSON never
-- contains, so COPY takes every line as it is.

set client_min_messages = warning;

drop schema if exists rebuilt cascade;

create schema rebuilt;

create table rebuilt.line (
    number bigint generated always as identity primary key,
    content json not null
);

\copy rebuilt.line (content) from pstdin with (format csv, quote e'\x01', delimiter e'\x02')

create table rebuilt.event as
select line.number, event.*
from rebuilt.line
cross join json_to_record(content) as event (
    id text,
    seq bigint,
    op text,
    "schema" name,
    "table" name,
    key json,
    old_key json,
    before json,
    after json,
    xid text,
    replayed boolean
);

analyze rebuilt.event;
