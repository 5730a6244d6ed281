-- Common table expressions; in `dependent` are the types whose text depends on the session, and how.
traits (type, trait) as materialized (
    -- Types whose text depends on the session, and how.
    select type, trait
    from (
        values
        ('float4'::regtype, 'float'), ('float8', 'float'), ('point', 'float'), ('line', 'float'), ('lseg', 'float'),
        ('box', 'float'), ('path', 'float'), ('polygon', 'float'), ('circle', 'float'), ('interval', 'interval'),
        ('money', 'money'), ('timestamptz', 'zoned time'), ('bytea', 'bytes'), ('regclass', 'name'),
        ('regcollation', 'name'), ('regconfig', 'name'), ('regdictionary', 'name'), ('regnamespace', 'name'),
        ('regoper', 'name'), ('regoperator', 'name'), ('regproc', 'name'), ('regprocedure', 'name'),
        ('regrole', 'name'), ('regtype', 'name')
    ) as known (type, trait)
    union all
    select range.rngtypid, 'date range'
    from pg_range as range
    where range.rngsubtype in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
),
parts (type, part) as (
    -- What types are made of: domains, arrays, ranges, composites.
    select type.oid, type.typbasetype from pg_type as type where type.typtype = 'd'
    union all
    select type.oid, type.typelem from pg_type as type where type.typelem <> 0 and type.typlen = -1
    union all
    select range.rngtypid, range.rngsubtype from pg_range as range
    union all
    select range.rngmultitypid, range.rngtypid from pg_range as range
    union all
    select class.reltype, attribute.atttypid
    from pg_class as class
    join pg_attribute as attribute
        on attribute.attrelid = class.oid
        and attribute.attnum > 0
        and not attribute.attisdropped
    where class.relkind in ('c', 'r', 'p')
),
dependent (type, trait) as (
    select type, trait
    from traits
    union
    select parts.type, dependent.trait
    from dependent
    join parts
        on parts.part = dependent.type
)
