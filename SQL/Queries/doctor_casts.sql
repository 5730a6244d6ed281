-- Casts to json that capture runs with its own rights, and that somebody else can replace. What a superuser owns, such
-- as an extension's, is passed over.
with recursive used_type (relation, oid) as (
    select
        trigger.tgrelid,
        attribute.atttypid
    from pg_trigger as trigger
    join pg_proc as function
        on function.oid = trigger.tgfoid
        and function.pronamespace = to_regnamespace('tailrace')
    join pg_attribute as attribute
        on attribute.attrelid = trigger.tgrelid
        and attribute.attnum > 0
        and not attribute.attisdropped
    where trigger.tgparentid = 0
    union
    -- The elements of an array, the base of a domain, the attributes of a composite type.
    select
        used_type.relation,
        part.oid
    from used_type
    join pg_type as type
        on type.oid = used_type.oid
    cross join lateral (
        select type.typelem as oid
        where type.typelem <> 0
        union all
        select type.typbasetype
        where type.typbasetype <> 0
        union all
        select attribute.atttypid
        from pg_attribute as attribute
        where attribute.attrelid = type.typrelid
            and attribute.attnum > 0
            and not attribute.attisdropped
    ) as part
)
select distinct
    'json-cast' as code,
    used_type.relation::regclass::text as subject,
    format(
        'the cast from %s to json runs %s, which belongs to role %I',
        format_type(stored.castsource, null),
        function.oid::regprocedure,
        owner.rolname
    ) as problem,
    format('drop cast (%s as json);', format_type(stored.castsource, null)) as repair
from used_type
join pg_cast as stored
    on stored.castsource = used_type.oid
    and stored.casttarget = 'json'::regtype
join pg_proc as function
    on function.oid = stored.castfunc
join pg_roles as owner
    on owner.oid = function.proowner
where not owner.rolsuper
    and owner.oid <> (select nspowner from pg_namespace where nspname = 'tailrace')
order by 2, 3;
