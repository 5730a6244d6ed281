-- Tables with rows whose images could not be captured.
select
    'image-omitted' as code,
    format('%s.%s', schema_name, table_name) as subject,
    format(
        'the images of %s changes were left out, too large or impossible to write as JSON, lastly at %s, key %s',
        count(*),
        to_char(max(omitted_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
        coalesce((array_agg(key order by id desc))[1], 'unknown')
    ) as problem,
    format(
        'delete from tailrace.omission where schema_name = %L and table_name = %L and id <= %s;',
        schema_name,
        table_name,
        max(id)
    ) as repair
from tailrace.omission
group by schema_name, table_name
order by schema_name, table_name;
