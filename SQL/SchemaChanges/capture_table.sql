-- Captures a table as setup would, by the template that setup has stored; or brings its capture up to date.
-- Parameters: relation: a table that may have a template, and no partition.
-- Returns: whether its changes are captured.
-- Called by: follow_ddl. What it cannot do (a table without a key, columns to hide) it leaves to setup; doctor finds it.
create or replace function tailrace.capture_table (relation oid)
returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
set quote_all_identifiers = off
as $function$
declare
    prefix text := 'capture_' || relation || '_';
    is_captured boolean := exists (
        select
        from pg_trigger as trigger
        join pg_proc as function
            on function.oid = trigger.tgfoid
            and function.pronamespace = 'tailrace'::regnamespace
        where trigger.tgrelid = relation
    );
    needs_setup boolean;
    its_schema text;
    its_name text;
    its_owner name;
    is_partitioned boolean;
    template json;
    key_columns text[];
    key_types text[];
    event json;
    places json;
    settings json;
    body text;
    trigger_prefix text;
    part record;
begin
    select namespace.nspname, class.relname, class.relkind = 'p', pg_get_userbyid(class.relowner)
    into its_schema, its_name, is_partitioned, its_owner
    from pg_class as class
    join pg_namespace as namespace
        on namespace.oid = class.relnamespace
    where class.oid = relation
        and class.relkind in ('r', 'p')
        and class.relpersistence <> 't'
        and not class.relispartition;

    select stored.template
    into template
    from tailrace.capture_template as stored
    where stored.schema_name = its_schema
        and (stored.table_name is null or stored.table_name = its_name)
    order by stored.table_name nulls last
    limit 1;

    if template is null then
        return is_captured;
    end if;

    -- Functions that hide columns are setup's alone. One of the columns may have been renamed: then they stay as they are.
    needs_setup := (template ->> 'for_setup')::boolean
    or exists (
        select
        from pg_attribute as attribute
        join json_array_elements_text(template -> 'hidden') as hidden (name)
            on hidden.name = attribute.attname
        where attribute.attrelid = relation
            and attribute.attnum > 0
            and not attribute.attisdropped
        union all
        select
        from pg_proc
        where pronamespace = 'tailrace'::regnamespace
            and starts_with(proname, prefix)
            and strpos(prosrc, 'tailrace.project(') > 0
    );

    if needs_setup and not is_captured then
        raise warning 'tailrace: %.% has columns to exclude or mask, or is to be captured by statement; it is not captured before tailrace setup is run', its_schema, its_name;

        return false;
    end if;

    if template ->> 'key' = 'primary' then
        key_columns := array(
            select attribute.attname::text
            from pg_index as index
            cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
            join pg_attribute as attribute
                on attribute.attrelid = relation
                and attribute.attnum = key_column.attnum
                -- Behind the key there may be columns that an index only includes.
                and key_column.place <= index.indnkeyatts
            where index.indrelid = relation
                and index.indisprimary
            order by key_column.place
        );
    elsif json_typeof(template -> 'key') = 'array' then
        key_columns := array(
            select attribute.attname::text
            from json_array_elements_text(template -> 'key') with ordinality as chosen (name, place)
            join pg_attribute as attribute
                on attribute.attrelid = relation
                and attribute.attname = chosen.name
                and attribute.attnum > 0
                and not attribute.attisdropped
            order by chosen.place
        );

        if cardinality(key_columns) < json_array_length(template -> 'key') then
            return is_captured;
        end if;
    end if;

    if cardinality(key_columns) = 0 then
        return is_captured;
    end if;

    key_types := array(
        select format_type(attribute.atttypid, attribute.atttypmod)
        from unnest(key_columns) with ordinality as key_column (name, place)
        join pg_attribute as attribute
            on attribute.attrelid = relation
            and attribute.attname = key_column.name
            and attribute.attnum > 0
            and not attribute.attisdropped
        order by key_column.place
    );
    trigger_prefix := '_tailrace_' || case when is_partitioned then relation || '_' else '' end;

    for event in
        select value
        from json_array_elements(template -> case when is_partitioned then 'partitioned' else 'plain' end)
        where not needs_setup
    loop
        settings := tailrace.pinned_settings(relation, key_columns, event -> 'settings');
        places := json_build_object(
            'oid', format('''%s''::pg_catalog.oid', relation),
            'schema', tailrace.libpq_literal(its_schema),
            'table', tailrace.libpq_literal(its_name),
            'new_key', tailrace.key_expression('new', coalesce(key_columns, '{}')),
            'old_key', tailrace.key_expression('old', coalesce(key_columns, '{}')),
            'regclass', format('''%s''::pg_catalog.regclass', relation),
            'key_columns', tailrace.text_array(key_columns),
            'key_types', tailrace.text_array(key_types),
            'head_start', tailrace.libpq_literal(tailrace.head_start(event ->> 'name', its_schema, its_name)),
            'plain_head', tailrace.plain_head(relation, its_schema, its_name, event ->> 'name', key_columns, key_types),
            'same_key', tailrace.same_key(relation, coalesce(key_columns, '{}')),
            'settings', (
                select coalesce(string_agg(setting.value ->> 'clause', '' order by setting.place), '')
                from json_array_elements(settings) with ordinality as setting (value, place)
            ),
            'relation', format('%I.%I', its_schema, its_name),
            'function', quote_ident(prefix || (event ->> 'name')),
            'trigger', quote_ident(trigger_prefix || (event ->> 'name'))
        );
        -- What setup's dollar quotes make of the text: a line break in front of it.
        body := chr(10) || tailrace.template_text(event -> 'body', places);

        if not exists (
            select
            from pg_proc
            where pronamespace = 'tailrace'::regnamespace
                and proname = prefix || (event ->> 'name')
                and prosrc = body
                and array(
                    select lower(split_part(setting, '=', 1)) || '=' || replace(substr(setting, strpos(setting, '=') + 1), '"', '')
                    from unnest(proconfig) with ordinality as stored (setting, place)
                    order by stored.place
                ) = array(
                    select setting.value ->> 'entry'
                    from json_array_elements(settings) with ordinality as setting (value, place)
                    order by setting.place
                )
        ) then
            execute tailrace.template_text(
                event -> 'function',
                (places::jsonb || jsonb_build_object('body', quote_literal(body)))::json
            );

            -- Who makes or attaches a partition gives it the triggers for rows.
            if is_partitioned and event ->> 'name' <> 'truncate' then
                execute format('grant execute on function tailrace.%I() to %I', prefix || (event ->> 'name'), its_owner);
            end if;
        end if;

        if not exists (
            select
            from pg_trigger
            where tgrelid = relation
                and tgname = trigger_prefix || (event ->> 'name')
        ) then
            execute tailrace.template_text(event -> 'trigger', places);
        end if;
    end loop;

    if is_partitioned then
        for part in
            select
                member.relid,
                class.relkind = 'p' as has_parts,
                format('%I.%I', namespace.nspname, class.relname) as name,
                before.is_before
            from pg_partition_tree(relation) as member
            join pg_class as class
                on class.oid = member.relid
                and class.relkind in ('r', 'p')
            join pg_namespace as namespace
                on namespace.oid = class.relnamespace
            join json_array_elements_text(template -> 'part_triggers') as wanted (time)
                on true
            cross join lateral (select wanted.time = 'before') as before (is_before)
            where (member.relid <> relation or before.is_before)
                and (class.relkind = 'p' or not before.is_before)
                and not exists (
                    select
                    from pg_trigger
                    where tgrelid = member.relid
                        and tgname = trigger_prefix || case when before.is_before then 'before_' else '' end || 'truncate'
                )
        loop
            execute tailrace.template_text(
                template -> 'part_trigger',
                json_build_object(
                    'trigger', quote_ident(trigger_prefix || case when part.is_before then 'before_' else '' end || 'truncate'),
                    'time', case when part.is_before then 'before' else 'after' end,
                    'relation', part.name,
                    'function', quote_ident(prefix || 'truncate')
                )
            );
        end loop;
    end if;

    -- A partition that was detached is a table of its own now.
    for part in
        select
            class.oid as relid,
            format('drop trigger %I on %I.%I', trigger.tgname, namespace.nspname, class.relname) as removal
        from pg_trigger as trigger
        join pg_class as class
            on class.oid = trigger.tgrelid
        join pg_namespace as namespace
            on namespace.oid = class.relnamespace
        where is_partitioned
            and trigger.tgfoid = to_regproc(format('tailrace.%I', prefix || 'truncate'))
            and trigger.tgrelid not in (select relid from pg_partition_tree(relation))
        order by trigger.tgtype
    loop
        execute part.removal;
        perform tailrace.capture_table(part.relid);
    end loop;

    -- One that was captured as a table of its own is attached.
    for part in
        select format('drop function tailrace.%I() cascade', function.proname) as removal
        from pg_partition_tree(relation) as member
        join pg_proc as function
            on function.pronamespace = 'tailrace'::regnamespace
            and starts_with(function.proname, 'capture_' || member.relid::oid || '_')
        where member.relid <> relation
    loop
        execute part.removal;
    end loop;

    delete from tailrace.seen_table as seen
    where seen.relation in (select relid from pg_partition_tree(capture_table.relation))
        and seen.relation <> capture_table.relation;

    if not needs_setup then
        perform tailrace.write_down(relation, its_schema, its_name, coalesce(key_columns, '{}'));
    end if;

    return true;
end
$function$;
