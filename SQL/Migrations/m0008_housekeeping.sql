-- What the housekeeper knows: the segments' times, who keeps house and how, and where capture was paused.
create table tailrace.segment (
    number integer primary key check (number > 0),
    opened_at timestamptz,
    opened_seq bigint,
    closed_at timestamptz
);

comment on table tailrace.segment is 'When each segment was written to. The pointer current_segment is the truth; this is noted after it.';
comment on column tailrace.segment.closed_at is 'Retention counts from here. Null while changes are written to it, or when they never were.';

insert into tailrace.segment (number, opened_at, opened_seq)
select
    number,
    case when number = pg_catalog.pg_sequence_last_value('tailrace.current_segment') then pg_catalog.clock_timestamp() end,
    case when number = pg_catalog.pg_sequence_last_value('tailrace.current_segment') then 0 end
from pg_catalog.generate_series(1, 3) as segment (number);

-- Written to before now, and not known when: kept for a whole retention from now on.
update tailrace.segment
set closed_at = pg_catalog.clock_timestamp()
where opened_at is null;

create table tailrace.housekeeping (
    only_row boolean primary key default true check (only_row),
    owner text,
    epoch bigint not null default 0,
    lease_expires_at timestamptz,
    lease_term interval,
    done_at timestamptz,
    retention interval,
    max_bytes bigint,
    on_full text,
    seen_seq bigint not null default 0,
    earlier_seq bigint not null default 0,
    error text,
    error_at timestamptz
) with (fillfactor = 50);

comment on table tailrace.housekeeping is 'Who rotates and empties segments, and by which settings.';
comment on column tailrace.housekeeping.seen_seq is 'The newest sequence number at the last look while capture was not paused; earlier_seq at the look before.';

insert into tailrace.housekeeping default values;

create table tailrace.gap (
    id bigint generated always as identity primary key,
    from_seq bigint not null,
    began_at timestamptz not null default pg_catalog.clock_timestamp(),
    to_seq bigint,
    ended_at timestamptz
);

comment on table tailrace.gap is 'Where capture was paused since the outbox was full: what was changed meanwhile is not in the outbox.';
comment on column tailrace.gap.from_seq is 'No change with a lower number is missing; some with a higher one may be there.';

-- While the pointer is 0, capture is paused: this partition lets every row drop. Attached, which no writer waits for.
create function tailrace.drop_row ()
returns trigger
language plpgsql
as $function$
begin
    return null;
end
$function$;

create table tailrace.outbox_segment_0 (like tailrace.outbox including all);

create trigger drop_row before insert on tailrace.outbox_segment_0
for each row execute function tailrace.drop_row();

alter table tailrace.outbox attach partition tailrace.outbox_segment_0 for values in (0);

alter sequence tailrace.current_segment minvalue 0;

-- Receipts go the way of the changes: a partition for each segment, given back with it. Those that are there belong to
-- the first one. They do not refer to the sinks any more, since attaching would then keep the sinks from their marks.
drop view tailrace.delivered;

alter table tailrace.delivery rename to delivery_segment_1;

alter index tailrace.delivery_last_seq_index rename to delivery_segment_1_last_seq_index;

alter table tailrace.delivery_segment_1 drop constraint delivery_sink_fkey;

alter table tailrace.delivery_segment_1 add column segment integer default 1;

create table tailrace.delivery (like tailrace.delivery_segment_1 including defaults) partition by list (segment);

comment on table tailrace.delivery is 'Receipts: a sink has the changes from first_seq to last_seq that up_to shows and since does not.';

alter table tailrace.delivery
alter column segment set default greatest(1, pg_catalog.pg_sequence_last_value('tailrace.current_segment'));

alter table tailrace.delivery attach partition tailrace.delivery_segment_1 for values in (1);

create index delivery_last_seq_index on tailrace.delivery (last_seq);

create table tailrace.delivery_segment_2 partition of tailrace.delivery for values in (2);

create table tailrace.delivery_segment_3 partition of tailrace.delivery for values in (3);

create table tailrace.delivery_segment_default partition of tailrace.delivery default;

create view tailrace.delivered as
select
    change.seq,
    receipt.sink,
    receipt.delivered_at
from tailrace.outbox as change
join tailrace.delivery as receipt
    on receipt.first_seq <= change.seq
    and receipt.last_seq >= change.seq
    and pg_catalog.pg_visible_in_snapshot(change.xid, receipt.up_to)
    and not pg_catalog.pg_visible_in_snapshot(change.xid, receipt.since)
where not exists (
    select
    from tailrace.dead_letter as letter
    where letter.sink = receipt.sink
        and letter.seq = change.seq
);

comment on view tailrace.delivered is 'Whether and when a sink was given a change.';
