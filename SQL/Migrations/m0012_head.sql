-- What an event says before its images is one text now. Each column of a table costs every insert into it as much as a
-- hundredth of what capturing a row costs, and most were null or the same in every row. Columns that are dropped go on
-- costing that, so that the table is made anew.
alter table tailrace.outbox rename to former_outbox;

drop index if exists tailrace.outbox_seq_index;

drop index if exists tailrace.outbox_xid_seq_index;

create table tailrace.outbox (
    seq bigint not null default pg_catalog.nextval('tailrace.outbox_seq'),
    xid xid8 not null default pg_catalog.pg_current_xact_id(),
    captured_at timestamptz not null default pg_catalog.clock_timestamp(),
    segment integer default pg_catalog.pg_sequence_last_value('tailrace.current_segment'),
    head text not null,
    before json,
    after json
) partition by list (segment);

comment on table tailrace.outbox is 'One row for each captured change. Written by triggers, read by the relay. For people there is tailrace.change.';
comment on column tailrace.outbox.seq is 'Drawn before commit: a lower number can become visible after a higher one.';
comment on column tailrace.outbox.segment is 'Null when the pointer was reset: the default partition takes it, as it takes every wrong number.';
comment on column tailrace.outbox.head is 'A line each: operation, schema, table, key, former key, partition, context, origin, why images are left out.';

create index outbox_seq_index on tailrace.outbox (seq);

create index outbox_xid_seq_index on tailrace.outbox (xid, seq);

-- Whoever may read the whole of it, may do so still.
do $$
declare
    entry record;
    segment record;
begin
    for entry in
        select
            acl.privilege_type,
            case when acl.grantee = 0 then 'public' else quote_ident(pg_catalog.pg_get_userbyid(acl.grantee)) end as grantee
        from pg_catalog.pg_class as class
        cross join lateral pg_catalog.aclexplode(class.relacl) as acl
        where class.oid = 'tailrace.former_outbox'::regclass
            and acl.grantee <> class.relowner
    loop
        execute format('grant %s on tailrace.outbox to %s', entry.privilege_type, entry.grantee);
    end loop;

    -- Those that somebody has detached come back.
    for segment in
        select
            class.relname as name,
            class.relispartition as is_attached,
            coalesce('for values in (' || substring(class.relname, '^outbox_segment_(\d+)$') || ')', 'default') as bound
        from pg_catalog.pg_class as class
        where class.relnamespace = 'tailrace'::regnamespace
            and class.relkind = 'r'
            and class.relname ~ '^outbox_segment_([0-9]{1,9}|default)$'
        order by class.relname
    loop
        execute format('alter table tailrace.%I rename to former_segment', segment.name);

        if not segment.is_attached then
            -- What the outbox has been given meanwhile.
            execute 'alter table tailrace.former_segment add column if not exists omitted text';
        end if;

        -- Segments are emptied as a whole: there is nothing to vacuum, and nobody asks for statistics of them.
        execute format(
            'create table tailrace.%I partition of tailrace.outbox %s with (autovacuum_enabled = off, toast.autovacuum_enabled = off)',
            segment.name,
            segment.bound
        );
        execute format(
            $copy$
            insert into tailrace.%I (seq, xid, captured_at, segment, head, before, after)
            select
                seq,
                xid,
                captured_at,
                segment,
                concat(
                    op, E'\n', left(substr(to_json(schema_name)::text, 2), -1), E'\n',
                    left(substr(to_json(table_name)::text, 2), -1), E'\n', replace(key, E'\n', ' '), E'\n',
                    replace(old_key, E'\n', ' '), E'\n', left(substr(to_json(partition)::text, 2), -1), E'\n',
                    replace(context::text, E'\n', ' '), E'\n', left(substr(to_json(origin)::text, 2), -1), E'\n', omitted
                ),
                before,
                after
            from tailrace.former_segment
            $copy$,
            segment.name
        );
        execute 'drop table tailrace.former_segment';

        -- While the pointer is 0, capture is paused.
        if segment.name = 'outbox_segment_0' then
            execute 'create trigger drop_row before insert on tailrace.outbox_segment_0 for each row execute function tailrace.drop_row()';
        end if;
    end loop;
end
$$;

create or replace view tailrace.delivered as
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

drop table tailrace.former_outbox;

{{change_view}}
