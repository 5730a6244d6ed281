-- Whether a table's changes can be captured the short way, on which nothing may fail: the table has the name that its
-- capture functions know, their key, never null, and none but columns of the server's own types whose text has a bound (see
-- ShortWay.swift). Others may be given casts to json at any time, enums too, and those may fail.
-- Parameters: relation: the captured table; its_schema, its_name: what it is called; key_columns, key_types: its key.
-- Returns: false too where that cannot be told: only a transaction that is read committed sees what has been altered since
-- it began.
-- Called by: is_plain. Volatile, to look with a snapshot of its own: that of the statement which fires the trigger may be
-- older than its lock on the table, as COPY's is.
create or replace function tailrace.has_plain_shape (
    relation regclass,
    its_schema text,
    its_name text,
    key_columns text[],
    key_types text[]
)
returns boolean
language sql
volatile
set search_path = pg_catalog, pg_temp
set quote_all_identifiers = off
as $function$
with recursive field as (
    select
        attribute.attname::text as name,
        attribute.attnotnull
        -- From PostgreSQL 18 on it may be so from now on only.
        and not exists (
            select
            from pg_constraint as not_null
            where not_null.conrelid = relation
                and not_null.contype = 'n'
                and not_null.conkey[1] = attribute.attnum
                and not not_null.convalidated
        ) as is_never_null,
        attribute.atttypid as type,
        format_type(attribute.atttypid, attribute.atttypmod) as type_name,
        -- Of no other type than json is the JSON what somebody typed, line breaks included, which a head must not have.
        type.typtype = 'b' and type.typelem = 0 and type.oid <> 'json'::regtype as is_of_one_line
    from pg_attribute as attribute
    join pg_type as type
        on type.oid = attribute.atttypid
    where attribute.attrelid = relation
        and attribute.attnum > 0
        and not attribute.attisdropped
),
part (type, is_element) as (
    -- What the columns' types are made of: domains and arrays.
    select field.type, false
    from field
    union
    select
        case when type.typtype = 'd' then type.typbasetype else type.typelem end,
        part.is_element or type.typtype <> 'd'
    from part
    join pg_type as type
        on type.oid = part.type
        and (type.typtype = 'd' or (type.typelem <> 0 and type.typlen = -1))
)
select current_setting('transaction_isolation') = 'read committed'
    and exists (
        select
        from pg_class as class
        join pg_namespace as namespace
            on namespace.oid = class.relnamespace
        where class.oid = relation
            and class.relname = its_name
            and namespace.nspname = its_schema
    )
    and not exists (
        select
        from unnest(key_columns, key_types) as key (name, type_name)
        where not exists (
            select
            from field
            where field.name = key.name
                and field.type_name = key.type_name
                and field.is_never_null
                and field.is_of_one_line
        )
    )
    and not exists (
        select
        from part
        join pg_type as type
            on type.oid = part.type
        where type.typtype <> 'd'
            and not (type.typelem <> 0 and type.typlen = -1)
            and part.type not in (
                'bool'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype,
                'money'::regtype, 'text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, '"char"'::regtype,
                'name'::regtype, 'bytea'::regtype, 'json'::regtype, 'uuid'::regtype, 'date'::regtype, 'time'::regtype,
                'timetz'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype, 'interval'::regtype, 'inet'::regtype,
                'cidr'::regtype, 'macaddr'::regtype, 'macaddr8'::regtype, 'bit'::regtype, 'varbit'::regtype,
                'point'::regtype, 'int4range'::regtype, 'int8range'::regtype, 'daterange'::regtype, 'tsrange'::regtype,
                'tstzrange'::regtype, 'tsvector'::regtype
            )
            -- A dozen bytes of it can be 147,455 digits: there are at most 1,600 of them where they are no elements.
            and (part.type <> 'numeric'::regtype or part.is_element)
    )
$function$;
