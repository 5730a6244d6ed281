-- What somebody has altered of the outbox and its sequences, with the statement that puts it right.
with sequence_wanted (name, type, minimum, maximum) as (
    values
        ('outbox_seq', 'bigint'::regtype, 1, 9223372036854775807),
        -- Where there is a segment 0, capture can be paused.
        (
            'current_segment',
            'integer'::regtype,
            case when to_regclass('tailrace.outbox_segment_0') is null then 1 else 0 end,
            2147483647
        )
),
default_wanted (name, expression, shown) as (
    values
        (
            'seq',
            'pg_catalog.nextval(''tailrace.outbox_seq'')',
            format('nextval(%L::regclass)', to_regclass('tailrace.outbox_seq')::text)
        ),
        ('xid', 'pg_catalog.pg_current_xact_id()', 'pg_current_xact_id()'),
        ('captured_at', 'pg_catalog.clock_timestamp()', 'clock_timestamp()'),
        (
            'segment',
            'pg_catalog.pg_sequence_last_value(''tailrace.current_segment'')',
            format('pg_sequence_last_value(%L::regclass)', to_regclass('tailrace.current_segment')::text)
        )
),
index_wanted (name, columns) as (
    values ('outbox_seq_index', array['seq']), ('outbox_xid_seq_index', array['xid', 'seq'])
),
outbox as (
    select oid
    from pg_class
    where relname = 'outbox'
        and relnamespace = 'tailrace'::regnamespace
),
segment as (
    select
        class.oid,
        class.relname,
        class.relispartition as is_attached,
        pg_get_expr(class.relpartbound, class.oid) as bound,
        substring(class.relname from '^outbox_segment_([0-9]{1,9})$')::integer as number
    from pg_class as class
    where class.relnamespace = 'tailrace'::regnamespace
        and class.relkind = 'r'
        and class.relname ~ '^outbox_segment_([0-9]{1,9}|default)$'
),
pointer as (
    select
        pg_sequence_last_value('tailrace.current_segment') as number,
        (select min(number) from segment where is_attached and number > 0) as first_there_is
)
select
    'sequence-altered' as code,
    'sequence tailrace.' || wanted.name as subject,
    concat_ws(
        ', ',
        case when sequence.seqcache <> 1 then format('it draws %s numbers at a time', sequence.seqcache) end,
        case when sequence.seqincrement <> 1 then format('it counts in steps of %s', sequence.seqincrement) end,
        case when sequence.seqcycle then 'it begins again at its end' end,
        case when sequence.seqmin <> wanted.minimum then format('it begins at %s', sequence.seqmin) end,
        case when sequence.seqmax <> wanted.maximum then format('it ends at %s', sequence.seqmax) end,
        case when sequence.seqtypid <> wanted.type then format('its type is %s', sequence.seqtypid::regtype) end,
        case when owned.is_owned then 'it goes when a column is dropped that it belongs to' end
    ) as problem,
    format(
        'alter sequence tailrace.%I as %s increment by 1 minvalue %s maxvalue %s cache 1 no cycle owned by none;',
        wanted.name, wanted.type, wanted.minimum, wanted.maximum
    ) as repair
from sequence_wanted as wanted
join pg_sequence as sequence
    on sequence.seqrelid = to_regclass('tailrace.' || wanted.name)
cross join lateral (
    select exists (
        select
        from pg_depend
        where classid = 'pg_class'::regclass
            and objid = sequence.seqrelid
            and refclassid = 'pg_class'::regclass
            and deptype = 'a'
    ) as is_owned
) as owned
where (sequence.seqcache, sequence.seqincrement, sequence.seqcycle, sequence.seqmin, sequence.seqmax, sequence.seqtypid)
    <> (1, 1, false, wanted.minimum, wanted.maximum, wanted.type)
    or owned.is_owned
union all
select
    'sequence-behind',
    'sequence tailrace.outbox_seq',
    format('its next number is not above %s, which has been given to a change', drawn.highest),
    format('select pg_catalog.setval(''tailrace.outbox_seq'', %s);', drawn.highest)
from (
    select greatest(
        (select max(seq) from tailrace.outbox),
        (select max(greatest(highest_seq, window_last_seq)) from tailrace.sink)
    ) as highest
) as drawn
where drawn.highest > coalesce(pg_sequence_last_value('tailrace.outbox_seq'), 0)
union all
select
    'default-altered',
    'tailrace.outbox',
    format(
        'the column %s has %s instead of %s',
        wanted.name,
        coalesce('the default ' || pg_get_expr(stored.adbin, stored.adrelid), 'no default'),
        wanted.shown
    ),
    format('alter table tailrace.outbox alter column %I set default %s;', wanted.name, wanted.expression)
from outbox
cross join default_wanted as wanted
join pg_attribute as attribute
    on attribute.attrelid = outbox.oid
    and attribute.attname = wanted.name
left join pg_attrdef as stored
    on stored.adrelid = outbox.oid
    and stored.adnum = attribute.attnum
where pg_get_expr(stored.adbin, stored.adrelid) is distinct from wanted.shown
union all
select
    'index-missing',
    'tailrace.outbox',
    format('there is no valid index on (%s)', array_to_string(wanted.columns, ', ')),
    format(
        'drop index if exists tailrace.%I; create index %1$I on tailrace.outbox (%s);',
        wanted.name, array_to_string(wanted.columns, ', ')
    )
from outbox
cross join index_wanted as wanted
where not exists (
    select
    from pg_index as index
    where index.indrelid = outbox.oid
        and index.indisvalid
        and index.indpred is null
        and (
            select array_agg(attribute.attname::text order by key_column.place)
            from unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
            join pg_attribute as attribute
                on attribute.attrelid = outbox.oid
                and attribute.attnum = key_column.attnum
        ) = wanted.columns
)
union all
select
    'segment-detached',
    'tailrace.' || segment.relname,
    'it is not part of the outbox any more',
    format(
        'alter table tailrace.outbox attach partition tailrace.%I %s;',
        segment.relname, case when segment.number is null then 'default' else format('for values in (%s)', segment.number) end
    )
from segment
where not segment.is_attached
union all
select
    'segment-missing',
    'tailrace.outbox',
    'it has no default segment',
    'create table tailrace.outbox_segment_default partition of tailrace.outbox default;'
where not exists (select from segment where bound = 'DEFAULT' or relname = 'outbox_segment_default')
union all
select
    'view-missing',
    'tailrace.change',
    'the view is not there',
    $view$
{{change_view}}
$view$
where to_regclass('tailrace.change') is null
union all
select
    'segment-unlogged',
    'tailrace.' || class.relname,
    'it is unlogged',
    format('alter table tailrace.%I set logged;', class.relname)
from pg_class as class
where class.relnamespace = 'tailrace'::regnamespace
    and class.relkind = 'r'
    and class.relpersistence = 'u'
union all
select
    'pointer-wrong',
    'sequence tailrace.current_segment',
    case
        when pointer.number is null then 'it has never been set'
        else format('it names the segment %s, which is not there', pointer.number)
    end,
    format('select pg_catalog.setval(''tailrace.current_segment'', %s);', pointer.first_there_is)
from pointer
where pointer.first_there_is is not null
    and not exists (
        select
        from segment
        where segment.is_attached
            and segment.bound = format('FOR VALUES IN (%s)', pointer.number)
    );
