
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA tailrace;

COMMENT ON SCHEMA tailrace IS 'Change data capture by Tailrace. Managed by "tailrace setup"; removed by "tailrace uninstall".';

CREATE FUNCTION tailrace.add_segment(held bigint, wanted integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $_$
declare
    options text;
begin
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    begin
        execute format('create table tailrace.outbox_segment_%s (like tailrace.outbox including all)', wanted);
        -- As the others are stored.
        select string_agg(option, ', ')
        into options
        from pg_class, unnest(reloptions) as option
        where oid = 'tailrace.outbox_segment_1'::regclass;
        if options is not null then
            execute format('alter table tailrace.outbox_segment_%s set (%s)', wanted, options);
        end if;
        execute format(
            'alter table tailrace.outbox attach partition tailrace.outbox_segment_%1$s for values in (%1$s)',
            wanted
        );
        execute format('create table tailrace.delivery_segment_%s (like tailrace.delivery including all)', wanted);
        execute format(
            'alter table tailrace.delivery attach partition tailrace.delivery_segment_%1$s for values in (%1$s)',
            wanted
        );
        insert into tailrace.segment (number)
        values (wanted);
    exception
        when lock_not_available then
            return 'locked';
    end;
    return 'done';
end
$_$;

CREATE FUNCTION tailrace.capture_16384_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        old_row := pg_catalog.row_to_json(old.*);
        old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
        if
            pg_catalog.pg_column_size(old_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := pg_catalog.row_to_json(old.*);
            exception
                when others or assert_failure then
                    old_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'd',
        tg_table_schema,
        tg_table_name,
        old_key,
        null,
        old_row,
        null,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16384_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        new_row := pg_catalog.row_to_json(new.*);
        new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
        if
            pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                new_row := pg_catalog.row_to_json(new.*);
            exception
                when others or assert_failure then
                    new_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'i',
        tg_table_schema,
        tg_table_name,
        new_key,
        null,
        null,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16384_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
begin
    insert into tailrace.outbox (op, schema_name, table_name, context, origin)
    values (
        't',
        tg_table_schema,
        tg_table_name,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16384_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    if old.* operator(pg_catalog.*=) new.* then
        return null;
    end if;
    
    begin
        old_row := pg_catalog.row_to_json(old.*);
        new_row := pg_catalog.row_to_json(new.*);
        new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
        if
            (old."id" operator(pg_catalog.=) new."id") is not true
            or pg_catalog.pg_column_size(old_row) operator(pg_catalog.+) pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := pg_catalog.row_to_json(old.*);
            exception
                when others or assert_failure then
                    old_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                new_row := pg_catalog.row_to_json(new.*);
            exception
                when others or assert_failure then
                    new_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            begin
                new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'u',
        tg_table_schema,
        tg_table_name,
        new_key,
        old_key,
        old_row,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        old_row := tailrace.project(pg_catalog.row_to_json(old.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
            raise exception 'a hidden column has the name of another one';
        end if;
        old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
        if
            pg_catalog.pg_column_size(old_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := tailrace.project(pg_catalog.row_to_json(old.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
            exception
                when others or assert_failure then
                                        begin
                        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                            raise exception 'a hidden column has the name of another one';
                        end if;
                        old_row := (select pg_catalog.row_to_json(kept.*) from (select old."id" as "id", null as "email") as kept);
                    exception
                        when others or assert_failure then
                            old_row := null;
                            omitted := 'error';
                    end;
            end;
            begin
                if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                    raise exception 'a hidden column has the name of another one';
                end if;
                old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'd',
        tg_table_schema,
        tg_table_name,
        old_key,
        null,
        old_row,
        null,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        new_row := tailrace.project(pg_catalog.row_to_json(new.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
            raise exception 'a hidden column has the name of another one';
        end if;
        new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
        if
            pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                new_row := tailrace.project(pg_catalog.row_to_json(new.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
            exception
                when others or assert_failure then
                                        begin
                        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                            raise exception 'a hidden column has the name of another one';
                        end if;
                        new_row := (select pg_catalog.row_to_json(kept.*) from (select new."id" as "id", null as "email") as kept);
                    exception
                        when others or assert_failure then
                            new_row := null;
                            omitted := 'error';
                    end;
            end;
            begin
                if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                    raise exception 'a hidden column has the name of another one';
                end if;
                new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'i',
        tg_table_schema,
        tg_table_name,
        new_key,
        null,
        null,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
begin
    insert into tailrace.outbox (op, schema_name, table_name, context, origin)
    values (
        't',
        tg_table_schema,
        tg_table_name,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    if old.* operator(pg_catalog.*=) new.* then
        return null;
    end if;
    
    begin
        old_row := tailrace.project(pg_catalog.row_to_json(old.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
        new_row := tailrace.project(pg_catalog.row_to_json(new.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
            raise exception 'a hidden column has the name of another one';
        end if;
        new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
        if
            (old."id" operator(pg_catalog.=) new."id") is not true
            or pg_catalog.pg_column_size(old_row) operator(pg_catalog.+) pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 500000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := tailrace.project(pg_catalog.row_to_json(old.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
            exception
                when others or assert_failure then
                                        begin
                        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                            raise exception 'a hidden column has the name of another one';
                        end if;
                        old_row := (select pg_catalog.row_to_json(kept.*) from (select old."id" as "id", null as "email") as kept);
                    exception
                        when others or assert_failure then
                            old_row := null;
                            omitted := 'error';
                    end;
            end;
            begin
                new_row := tailrace.project(pg_catalog.row_to_json(new.*), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}', '16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[]);
            exception
                when others or assert_failure then
                                        begin
                        if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                            raise exception 'a hidden column has the name of another one';
                        end if;
                        new_row := (select pg_catalog.row_to_json(kept.*) from (select new."id" as "id", null as "email") as kept);
                    exception
                        when others or assert_failure then
                            new_row := null;
                            omitted := 'error';
                    end;
            end;
            begin
                if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                    raise exception 'a hidden column has the name of another one';
                end if;
                old_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(old."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            begin
                if tailrace.hides_among('16391'::pg_catalog.oid, array[3, 2]::pg_catalog.int4[], array['id']::pg_catalog.text[]) then
                    raise exception 'a hidden column has the name of another one';
                end if;
                new_key := pg_catalog.concat('{"id":', coalesce(pg_catalog.to_json(new."id"), 'null'), '}');
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'u',
        tg_table_schema,
        tg_table_name,
        new_key,
        old_key,
        old_row,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        old_row := pg_catalog.row_to_json(old.*);
        old_key := old_row::pg_catalog.text;
        if
            pg_catalog.pg_column_size(old_row) operator(pg_catalog.>) 250000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                old_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := pg_catalog.row_to_json(old.*);
            exception
                when others or assert_failure then
                    old_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                old_key := old_row::pg_catalog.text;
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                old_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, old_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'd',
        tg_table_schema,
        tg_table_name,
        old_key,
        null,
        old_row,
        null,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    
    
    begin
        new_row := pg_catalog.row_to_json(new.*);
        new_key := new_row::pg_catalog.text;
        if
            pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 250000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                new_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                new_row := pg_catalog.row_to_json(new.*);
            exception
                when others or assert_failure then
                    new_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                new_key := new_row::pg_catalog.text;
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                new_row := null;
                new_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'i',
        tg_table_schema,
        tg_table_name,
        new_key,
        null,
        null,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
begin
    insert into tailrace.outbox (op, schema_name, table_name, context, origin)
    values (
        't',
        tg_table_schema,
        tg_table_name,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
#variable_conflict use_column
declare
    old_key pg_catalog.text;
    old_row pg_catalog.json;
    new_key pg_catalog.text;
    new_row pg_catalog.json;
    context pg_catalog.json;
    origin pg_catalog.text;
    omitted pg_catalog.text;
begin
    if old.* operator(pg_catalog.*=) new.* then
        return null;
    end if;
    
    begin
        old_row := pg_catalog.row_to_json(old.*);
        new_row := pg_catalog.row_to_json(new.*);
        new_key := new_row::pg_catalog.text;
        if
            (false) is not true
            or pg_catalog.pg_column_size(old_row) operator(pg_catalog.+) pg_catalog.pg_column_size(new_row) operator(pg_catalog.>) 250000000
            or pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) ''
            or pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) ''
        then
            old_key := old_row::pg_catalog.text;
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                old_key := null;
                new_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
        end if;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write; or
        -- the row is too large for JSON.
        when others or assert_failure then
            begin
                old_row := pg_catalog.row_to_json(old.*);
            exception
                when others or assert_failure then
                    old_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                new_row := pg_catalog.row_to_json(new.*);
            exception
                when others or assert_failure then
                    new_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
            end;
            begin
                old_key := old_row::pg_catalog.text;
            exception
                when others or assert_failure then
                    old_key := tailrace.current_key(tg_relid, old_row);
            end;
            begin
                new_key := new_row::pg_catalog.text;
            exception
                when others or assert_failure then
                    new_key := tailrace.current_key(tg_relid, new_row);
            end;
            if old_key operator(pg_catalog.=) new_key then
                old_key := null;
            end if;
            context := case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end;
            origin := case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end;
            if coalesce(pg_catalog.pg_column_size(new_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(new_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_key), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(old_row), 0) operator(pg_catalog.+) coalesce(pg_catalog.pg_column_size(context), 0) operator(pg_catalog.>) 500000000 then
                old_row := null;
                new_row := null;
                old_key := null;
                new_key := null;
                omitted := 'size';
            end if;

            if omitted is not null then
                insert into tailrace.omission (schema_name, table_name, key)
                values (tg_table_schema, tg_table_name, new_key);
            end if;
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition, omitted)
    values (
        'u',
        tg_table_schema,
        tg_table_name,
        new_key,
        old_key,
        old_row,
        new_row,
        context,
        origin,
        null,
        omitted
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.cover_partitions(relation oid, root oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform set_config(
        'tailrace.truncating',
        array_to_string(
            array(
                select member
                from unnest(string_to_array(current_setting('tailrace.truncating', true), ',')) as member
                where member <> ''
                union
                select part.relid::oid::text
                from pg_partition_tree(relation) as part
                join pg_trigger as trigger
                    on trigger.tgrelid = part.relid
                    and trigger.tgtype = 32
                    and trigger.tgenabled in ('O', 'A')
                    and trigger.tgname = '_tailrace_' || root || '_truncate'
                where part.relid <> relation
            ),
            ','
        ),
        true
    );
end
$$;

CREATE FUNCTION tailrace.current_key(relation oid, row_data json) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    key_text text;
begin
    select '{' || string_agg(to_json(attribute.attname)::text || ':' || (row_data -> attribute.attname::text)::text, ',' order by key_column.place) || '}'
    into key_text
    from pg_index as index
    cross join lateral unnest(index.indkey::smallint[]) with ordinality as key_column (attnum, place)
    join pg_attribute as attribute
        on attribute.attrelid = index.indrelid
        and attribute.attnum = key_column.attnum
        -- Behind the key there may be columns that an index only includes.
        and key_column.place <= index.indnkeyatts
    where index.indrelid = relation
        and index.indisprimary;

    return coalesce(key_text, row_data::text);
exception
    -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
    when others then
        return row_data::text;
end
$$;

CREATE FUNCTION tailrace.drop_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    return null;
end
$$;

CREATE FUNCTION tailrace.empty_segment(held bigint, wanted integer, kept interval) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
    segment_relation constant regclass := ('tailrace.outbox_segment_' || coalesce(wanted::text, 'default'))::regclass;
    receipts constant regclass := ('tailrace.delivery_segment_' || coalesce(wanted::text, 'default'))::regclass;
    facts record;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'a segment can only be emptied in a transaction that is read committed';
    end if;
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    if exists (
        select
        from pg_locks as lock
        where lock.locktype = 'relation'
            and lock.database = (select oid from pg_database where datname = current_database())
            and lock.relation = segment_relation
            and lock.mode <> 'AccessShareLock'
    ) then
        return 'locked';
    end if;
    begin
        execute format('lock table only %s, only %s in access exclusive mode', segment_relation, receipts);
    exception
        when lock_not_available then
            return 'locked';
    end;

    select *
    into facts
    from tailrace.segments() as segment
    where segment.number is not distinct from wanted;
    if facts.is_current then
        return 'current';
    end if;
    if facts.sinks <> '{}' or facts.replays <> '{}' or not exists (select from tailrace.sink) then
        return 'needed';
    end if;
    if facts.closed_at > clock_timestamp() - kept then
        return 'retained';
    end if;

    execute format('truncate only %s, only %s', segment_relation, receipts);
    update tailrace.source
    set removed_through = facts.last_seq
    where removed_through < facts.last_seq;
    delete from tailrace.replay
    where finished_at < clock_timestamp() - interval '30 days';
    return 'done';
end
$$;

CREATE FUNCTION tailrace.hides_among(relation oid, numbers integer[], names text[]) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select not coalesce(
        bool_and(
            coalesce(
                (pg_identify_object_as_address('pg_class'::regclass, relation, number)).object_names[3] <> all (names),
                false
            )
        ),
        false
    )
    from unnest(numbers) as number
$$;

CREATE FUNCTION tailrace.history() RETURNS text
    LANGUAGE sql STABLE
    AS $$
select case
    when not pg_catalog.pg_is_in_recovery() then pg_catalog.concat_ws(
        '/',
        (select system_identifier from pg_catalog.pg_control_system()),
        (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()),
        -- The control file names the timeline only from the next checkpoint on.
        pg_catalog.concat('x', pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))::bit(32)::bigint
    )
end
$$;

CREATE FUNCTION tailrace.json_or_string(value text) RETURNS json
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return value::json;
exception
    when others then
        -- As JSON a text can be several times as long.
        return to_json(left(value, 10000000));
end
$$;

CREATE FUNCTION tailrace.keep_house(keeper text, term bigint, kept interval, most bigint, policy text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    lasting constant interval := least(term, 3600000000) * interval '1 microsecond';
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    held bigint;
begin
    update tailrace.housekeeping
    set epoch = epoch + case when owner = keeper then 0 else 1 end,
        owner = keeper,
        lease_expires_at = clock_timestamp() + lasting,
        lease_term = lasting,
        done_at = clock_timestamp(),
        retention = kept,
        max_bytes = most,
        on_full = policy,
        earlier_seq = case when pointer = 0 then earlier_seq else seen_seq end,
        seen_seq = case when pointer = 0 then seen_seq else newest_seq end
    where owner = keeper
        or lease_expires_at is null
        or lease_expires_at < clock_timestamp()
        -- No lease lasts so long: the server's clock was put back after it was taken.
        or lease_expires_at > clock_timestamp() + 2 * lease_term
    returning epoch into held;

    if held is not null then
        perform tailrace.note_segments();
    end if;

    return held;
end
$$;

CREATE FUNCTION tailrace.leave_house(held bigint, trouble text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
    update tailrace.housekeeping
    set owner = case when trouble is not null then owner end,
        lease_expires_at = case when trouble is not null then lease_expires_at end,
        error = nullif(trouble, ''),
        error_at = case when trouble is not null then clock_timestamp() end
    where epoch = held;
$$;

CREATE FUNCTION tailrace.note_branch() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    update tailrace.source
    set history = tailrace.history()
    where history <> tailrace.history()
        and regexp_replace(history, '/[0-9]+$', '') = regexp_replace(tailrace.history(), '/[0-9]+$', '');

    if not found then
        return false;
    end if;

    perform set_config('synchronous_commit', 'on', true);
    perform setval('tailrace.outbox_seq', nextval('tailrace.outbox_seq') + 1000000);
    return true;
end
$_$;

CREATE FUNCTION tailrace.note_segments() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    gap tailrace.gap;
begin
    update tailrace.segment
    set closed_at = clock_timestamp()
    where number is distinct from pointer
        and opened_at is not null
        and closed_at is null;

    update tailrace.segment
    set opened_at = clock_timestamp(), opened_seq = newest_seq, closed_at = null
    where number = pointer
        and (opened_at is null or closed_at is not null);

    if pointer = 0 and not exists (select from tailrace.gap where ended_at is null) then
        -- A number may be drawn before the pointer moves, and its change be dropped after.
        insert into tailrace.gap (from_seq)
        select earlier_seq + 1
        from tailrace.housekeeping
        returning * into gap;
    elsif pointer <> 0 then
        update tailrace.gap
        set to_seq = newest_seq, ended_at = clock_timestamp()
        where ended_at is null
        returning * into gap;
    end if;

    if gap.id is not null then
        insert into tailrace.outbox (segment, op, schema_name, table_name, after)
        values (
            case when pointer <> 0 then pointer else (select number from tailrace.segment order by closed_at desc nulls last limit 1) end,
            'g',
            'tailrace',
            'gap',
            json_build_object(
                'gap', gap.id,
                'state', case when gap.ended_at is null then 'paused' else 'resumed' end,
                'from_seq', gap.from_seq,
                'to_seq', gap.to_seq,
                'from', gap.began_at,
                'to', gap.ended_at,
                'tables', (
                    select coalesce(json_agg(distinct trigger.tgrelid::regclass::text), '[]')
                    from pg_trigger as trigger
                    join pg_proc as function
                        on function.oid = trigger.tgfoid
                        and function.pronamespace = 'tailrace'::regnamespace
                        and function.proname like 'capture\_%'
                    where trigger.tgparentid = 0
                )
            )
        );
    end if;
end
$$;

CREATE FUNCTION tailrace.point_segment(held bigint, wanted integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not exists (select from tailrace.housekeeping where epoch = held and lease_expires_at > clock_timestamp()) then
        return 'lost';
    end if;
    if not exists (
        select
        from pg_inherits
        where inhparent = 'tailrace.outbox'::regclass
            and inhrelid = to_regclass('tailrace.outbox_segment_' || wanted)
    ) then
        return 'missing';
    end if;
    perform setval('tailrace.current_segment', wanted);
    perform tailrace.note_segments();
    return 'done';
end
$$;

CREATE FUNCTION tailrace.project(row_data json, known text[], excluded text[], masks json, relation oid DEFAULT NULL::oid, numbers integer[] DEFAULT NULL::integer[]) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    hidden text[] := excluded || array(select json_object_keys(masks));
    present text[] := array(
        select (pg_identify_object_as_address('pg_class'::regclass, relation, number)).object_names[3]
        from unnest(numbers) as number
    );
    only_known boolean := present <> hidden;
    renamed text[];
    projected text;
    found integer;
begin
    loop
        if only_known then
            renamed := array(
                select now.name
                from unnest(hidden, present) as now (former_name, name)
                where now.name <> now.former_name
            );
        end if;

        select
            string_agg(
                to_json(field.key)::text || ':' || case
                    when masks ->> field.key is null or json_typeof(field.value) = 'null' then field.value::text
                    when masks ->> field.key = 'sha256' then to_json(
                        encode(
                            sha256(convert_to((select mask_salt from tailrace.source) || (field.value #>> '{}'), 'UTF8')),
                            'hex'
                        )
                    )::text
                    when masks ->> field.key = 'null' then 'null'
                    else to_json(substr(masks ->> field.key, 6))::text
                end,
                ','
                order by field.place
            ) filter (where field.key <> all (excluded)),
            count(*) filter (where field.key = any (hidden))
        into projected, found
        from json_each(row_data) with ordinality as field (key, value, place)
        where not only_known
            or (field.key = any (known) and field.key <> all (renamed));

        exit when only_known or found = cardinality(hidden);
        only_known := true;
    end loop;

    return ('{' || coalesce(projected, '') || '}')::json;
end
$$;

CREATE FUNCTION tailrace.segments() RETURNS TABLE(number integer, is_current boolean, is_used boolean, bytes bigint, opened_at timestamp with time zone, closed_at timestamp with time zone, changes bigint, first_seq bigint, last_seq bigint, sinks text[], replays bigint[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    pointer constant integer := pg_sequence_last_value('tailrace.current_segment');
    newest_seq constant bigint := (select case when is_called then last_value else 0 end from tailrace.outbox_seq);
    relation regclass;
    newest_xid xid8;
    opened_seq bigint;
begin
    for number, opened_at, closed_at, opened_seq in
        select segment.number, segment.opened_at, segment.closed_at, segment.opened_seq
        from tailrace.segment as segment
        union all
        select null, null, null, null
        order by 1
    loop
        relation := to_regclass('tailrace.outbox_segment_' || coalesce(number::text, 'default'));
        continue when relation is null;
        is_current := coalesce(number = pointer, false);
        is_used := pg_relation_size(relation) > 0;
        bytes := pg_total_relation_size(relation);
        changes := case when is_current then newest_seq - coalesce(opened_seq, 0) end;
        first_seq := null;
        last_seq := null;
        sinks := '{}';
        replays := '{}';
        if is_used then
            execute format('select min(seq), max(seq) from only %s', relation) into first_seq, last_seq;
            execute format('select xid from only %s order by xid desc, seq desc limit 1', relation) into newest_xid;
            execute format(
                $query$
                select array(
                    select sink.name
                    from tailrace.sink as sink
                    where $1 >= pg_snapshot_xmax(sink.snapshot)
                        or exists (
                            select
                            from pg_snapshot_xip(sink.snapshot) as waited_for (xid)
                            cross join lateral (
                                select
                                from only %s as change
                                where (change.xid, change.seq) > (waited_for.xid, 0::bigint)
                                    and (change.xid, change.seq) <= (waited_for.xid, 9223372036854775807)
                                order by change.xid, change.seq
                                limit 1
                            ) as straggler
                        )
                    order by sink.name
                )
                $query$,
                relation
            ) into sinks using newest_xid;
            replays := array(
                select replay.id
                from tailrace.replay as replay
                where replay.state in ('requested', 'running')
                    and replay.last_seq < segments.last_seq
                    and replay.to_seq >= segments.first_seq
                order by replay.id
            );
        end if;
        return next;
    end loop;
end
$_$;

CREATE FUNCTION tailrace.takes_truncate(relation oid, root oid) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    covered text[] := string_to_array(current_setting('tailrace.truncating', true), ',');
begin
    if relation::text = any (covered) then
        perform set_config('tailrace.truncating', array_to_string(array_remove(covered, relation::text), ','), true);

        return false;
    end if;

    return relation = root or exists (select from pg_partition_ancestors(relation) as ancestor where ancestor.relid = root);
end
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.customer (
    id integer NOT NULL,
    email text,
    password text
);

CREATE TABLE public.item (
    id integer NOT NULL,
    name text
);

CREATE TABLE public.log (
    line text
);

CREATE TABLE tailrace.capture_template (
    schema_name text NOT NULL,
    table_name text,
    template json NOT NULL
);

COMMENT ON TABLE tailrace.capture_template IS 'With capture_ddl: how setup would capture a table, for the event triggers to do the same.';

COMMENT ON COLUMN tailrace.capture_template.table_name IS 'Null: every table of the schema that has no template of its own.';

CREATE SEQUENCE tailrace.current_segment
    AS integer
    START WITH 1
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1;

CREATE TABLE tailrace.dead_letter (
    id bigint NOT NULL,
    sink text NOT NULL,
    seq bigint NOT NULL,
    xid xid8 NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text,
    cause text NOT NULL,
    policy text,
    reason text,
    tries integer DEFAULT 0 NOT NULL,
    kept_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    tried_at timestamp with time zone,
    request text,
    requested_at timestamp with time zone,
    requested_by text,
    release bigint,
    CONSTRAINT dead_letter_cause_check CHECK ((cause = ANY (ARRAY['refused'::text, 'held'::text, 'paused'::text]))),
    CONSTRAINT dead_letter_check CHECK (((cause = 'refused'::text) = ((policy IS NOT NULL) AND (reason IS NOT NULL)))),
    CONSTRAINT dead_letter_policy_check CHECK ((policy = ANY (ARRAY['hold_key'::text, 'skip'::text, 'stop'::text]))),
    CONSTRAINT dead_letter_request_check CHECK ((request = ANY (ARRAY['retry'::text, 'discard'::text])))
);

COMMENT ON TABLE tailrace.dead_letter IS 'Changes that are kept aside for a sink, whole: it has refused them, or they wait behind such a one, or their table is paused.';

COMMENT ON COLUMN tailrace.dead_letter.policy IS 'What the sink''s on_poison was when it refused the change.';

COMMENT ON COLUMN tailrace.dead_letter.release IS 'The revision of the sink with which it is being delivered.';

ALTER TABLE tailrace.dead_letter ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tailrace.dead_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tailrace.delivery (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT GREATEST((1)::bigint, pg_sequence_last_value('tailrace.current_segment'::regclass))
)
PARTITION BY LIST (segment);

COMMENT ON TABLE tailrace.delivery IS 'Receipts: a sink has the changes from first_seq to last_seq that up_to shows and since does not.';

CREATE SEQUENCE tailrace.outbox_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE tailrace.outbox (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
)
PARTITION BY LIST (segment);

COMMENT ON TABLE tailrace.outbox IS 'One row for each captured change. Written by triggers, read by the relay.';

COMMENT ON COLUMN tailrace.outbox.seq IS 'Drawn before commit: a lower number can become visible after a higher one.';

COMMENT ON COLUMN tailrace.outbox.segment IS 'Null when the pointer was reset: the default partition takes it, as it takes every wrong number.';

COMMENT ON COLUMN tailrace.outbox.op IS 'i: insert, u: update, d: delete, t: truncate, g: a gap in the capture, s: the table''s schema has changed.';

COMMENT ON COLUMN tailrace.outbox.key IS 'The row''s key as a JSON object.';

COMMENT ON COLUMN tailrace.outbox.omitted IS 'Why before or after, or both, are left out. size: the row was too large; error: it could not be written as JSON, or not without a hidden column.';

CREATE VIEW tailrace.delivered AS
 SELECT change.seq,
    receipt.sink,
    receipt.delivered_at
   FROM (tailrace.outbox change
     JOIN tailrace.delivery receipt ON (((receipt.first_seq <= change.seq) AND (receipt.last_seq >= change.seq) AND pg_visible_in_snapshot(change.xid, receipt.up_to) AND (NOT pg_visible_in_snapshot(change.xid, receipt.since)))))
  WHERE (NOT (EXISTS ( SELECT
           FROM tailrace.dead_letter letter
          WHERE ((letter.sink = receipt.sink) AND (letter.seq = change.seq)))));

COMMENT ON VIEW tailrace.delivered IS 'Whether and when a sink was given a change.';

CREATE TABLE tailrace.delivery_segment_1 (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT 1
);

COMMENT ON TABLE tailrace.delivery_segment_1 IS 'Receipts: a sink has the changes from first_seq to last_seq that up_to shows and since does not.';

CREATE TABLE tailrace.delivery_segment_2 (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT GREATEST((1)::bigint, pg_sequence_last_value('tailrace.current_segment'::regclass))
);

CREATE TABLE tailrace.delivery_segment_3 (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT GREATEST((1)::bigint, pg_sequence_last_value('tailrace.current_segment'::regclass))
);

CREATE TABLE tailrace.delivery_segment_default (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT GREATEST((1)::bigint, pg_sequence_last_value('tailrace.current_segment'::regclass))
);

CREATE TABLE tailrace.former_source (
    epoch uuid NOT NULL,
    history text NOT NULL,
    replaced_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE tailrace.former_source IS 'What the source was before "tailrace re-anchor": destinations that know it under such an epoch may go on.';

CREATE TABLE tailrace.gap (
    id bigint NOT NULL,
    from_seq bigint NOT NULL,
    began_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    to_seq bigint,
    ended_at timestamp with time zone
);

COMMENT ON TABLE tailrace.gap IS 'Where capture was paused since the outbox was full: what was changed meanwhile is not in the outbox.';

COMMENT ON COLUMN tailrace.gap.from_seq IS 'No change with a lower number is missing; some with a higher one may be there.';

ALTER TABLE tailrace.gap ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tailrace.gap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tailrace.housekeeping (
    only_row boolean DEFAULT true NOT NULL,
    owner text,
    epoch bigint DEFAULT 0 NOT NULL,
    lease_expires_at timestamp with time zone,
    lease_term interval,
    done_at timestamp with time zone,
    retention interval,
    max_bytes bigint,
    on_full text,
    seen_seq bigint DEFAULT 0 NOT NULL,
    earlier_seq bigint DEFAULT 0 NOT NULL,
    error text,
    error_at timestamp with time zone,
    CONSTRAINT housekeeping_only_row_check CHECK (only_row)
)
WITH (fillfactor='50');

COMMENT ON TABLE tailrace.housekeeping IS 'Who rotates and empties segments, and by which settings.';

COMMENT ON COLUMN tailrace.housekeeping.seen_seq IS 'The newest sequence number at the last look while capture was not paused; earlier_seq at the look before.';

CREATE TABLE tailrace.migration (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE tailrace.migration IS 'Which migrations of the schema have been applied.';

CREATE TABLE tailrace.omission (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    omitted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text
);

COMMENT ON TABLE tailrace.omission IS 'Changes that were captured without their images: see tailrace.outbox.omitted.';

ALTER TABLE tailrace.omission ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tailrace.omission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tailrace.outbox_segment_0 (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
);

COMMENT ON COLUMN tailrace.outbox_segment_0.seq IS 'Drawn before commit: a lower number can become visible after a higher one.';

COMMENT ON COLUMN tailrace.outbox_segment_0.segment IS 'Null when the pointer was reset: the default partition takes it, as it takes every wrong number.';

COMMENT ON COLUMN tailrace.outbox_segment_0.op IS 'i: insert, u: update, d: delete, t: truncate, g: a gap in the capture, s: the table''s schema has changed.';

COMMENT ON COLUMN tailrace.outbox_segment_0.key IS 'The row''s key as a JSON object.';

CREATE TABLE tailrace.outbox_segment_1 (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
);

CREATE TABLE tailrace.outbox_segment_2 (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
);

CREATE TABLE tailrace.outbox_segment_3 (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
);

CREATE TABLE tailrace.outbox_segment_default (
    seq bigint DEFAULT nextval('tailrace.outbox_seq'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    captured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment integer DEFAULT pg_sequence_last_value('tailrace.current_segment'::regclass),
    op "char" NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key text,
    old_key text,
    before json,
    after json,
    context json,
    origin text,
    partition text,
    omitted text
);

CREATE TABLE tailrace.pause (
    sink text NOT NULL,
    schema_name text,
    table_name text,
    paused_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    paused_by text NOT NULL,
    reason text,
    CONSTRAINT pause_check CHECK (((schema_name IS NULL) = (table_name IS NULL)))
);

COMMENT ON TABLE tailrace.pause IS 'Sinks, or tables of a sink, that are to be given nothing for now.';

CREATE TABLE tailrace.relay (
    owner text NOT NULL,
    sinks text[] NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE tailrace.relay IS 'Relay processes, and which sinks each could serve. A row that has expired is of a process that has died or lost the database.';

CREATE TABLE tailrace.relay_role (
    name text NOT NULL,
    granted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE tailrace.relay_role IS 'The roles that setup gives the relay''s rights to.';

CREATE TABLE tailrace.replay (
    id bigint NOT NULL,
    sink text NOT NULL,
    from_seq bigint NOT NULL,
    to_seq bigint NOT NULL,
    schema_name text,
    table_name text,
    key jsonb,
    changes_a_second integer,
    last_seq bigint NOT NULL,
    sent bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'requested'::text NOT NULL,
    requested_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    requested_by text DEFAULT SESSION_USER NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT replay_check CHECK ((to_seq >= from_seq)),
    CONSTRAINT replay_check1 CHECK (((schema_name IS NULL) = (table_name IS NULL))),
    CONSTRAINT replay_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'running'::text, 'done'::text, 'cancelled'::text])))
);

COMMENT ON COLUMN tailrace.replay.last_seq IS 'Everything wanted up to this sequence number has been sent.';

ALTER TABLE tailrace.replay ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tailrace.replay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE tailrace.seen_table (
    relation oid NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    key json NOT NULL,
    columns json NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE tailrace.seen_table IS 'The captured tables as the last setup saw them, to tell what has changed since.';

COMMENT ON COLUMN tailrace.seen_table.key IS 'The names of the key''s columns, none for the whole row.';

COMMENT ON COLUMN tailrace.seen_table.columns IS 'Number, name and type of each column.';

CREATE TABLE tailrace.segment (
    number integer NOT NULL,
    opened_at timestamp with time zone,
    opened_seq bigint,
    closed_at timestamp with time zone,
    CONSTRAINT segment_number_check CHECK ((number > 0))
);

COMMENT ON TABLE tailrace.segment IS 'When each segment was written to. The pointer current_segment is the truth; this is noted after it.';

COMMENT ON COLUMN tailrace.segment.closed_at IS 'Retention counts from here. Null while changes are written to it, or when they never were.';

CREATE TABLE tailrace.sink (
    name text NOT NULL,
    type text NOT NULL,
    snapshot pg_snapshot NOT NULL,
    highest_seq bigint NOT NULL,
    window_snapshot pg_snapshot,
    window_last_seq bigint,
    owner text,
    epoch bigint DEFAULT 0 NOT NULL,
    lease_expires_at timestamp with time zone,
    state text DEFAULT 'waiting'::text NOT NULL,
    delivered bigint DEFAULT 0 NOT NULL,
    last_delivered_at timestamp with time zone,
    error text,
    error_kind text,
    error_at timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    revision bigint DEFAULT 0 NOT NULL,
    seek_revision bigint DEFAULT 0 NOT NULL,
    doubt_seq bigint,
    mark_number bigint DEFAULT 0 NOT NULL,
    lease_term interval,
    CONSTRAINT sink_check CHECK (((window_snapshot IS NULL) = (window_last_seq IS NULL)))
)
WITH (fillfactor='50');

COMMENT ON COLUMN tailrace.sink.snapshot IS 'Everything visible in this snapshot has been delivered.';

COMMENT ON COLUMN tailrace.sink.window_snapshot IS 'The window being delivered holds what this snapshot shows and the other does not.';

COMMENT ON COLUMN tailrace.sink.window_last_seq IS 'Of that window everything up to this sequence number has been delivered.';

COMMENT ON COLUMN tailrace.sink.epoch IS 'Grows with every new owner; an owner whose epoch is not this one has lost the sink.';

COMMENT ON COLUMN tailrace.sink.revision IS 'Counts seeks and deliveries of changes kept aside: it tells which of two positions is the later one.';

COMMENT ON COLUMN tailrace.sink.seek_revision IS 'Positions of a sink''s own that are older than this revision do not count any more.';

COMMENT ON COLUMN tailrace.sink.doubt_seq IS 'The sink has changes up to this sequence number, and the database may not have them any more: it waits for "tailrace re-anchor".';

COMMENT ON COLUMN tailrace.sink.mark_number IS 'Of the marks that the present epoch has made, the last. One that arrives late, by a connection that was given up, has a lower one.';

COMMENT ON COLUMN tailrace.sink.lease_term IS 'How long the lease lasts at most: one that ends later was taken before the server''s clock was put back.';

CREATE TABLE tailrace.source (
    only_row boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    epoch uuid DEFAULT gen_random_uuid() NOT NULL,
    system_identifier bigint NOT NULL,
    removed_through bigint DEFAULT 0 NOT NULL,
    installed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    mask_salt text DEFAULT (gen_random_uuid())::text NOT NULL,
    history text,
    CONSTRAINT source_only_row_check CHECK (only_row)
);

COMMENT ON COLUMN tailrace.source.name IS 'Precedes the sequence number in every event''s id.';

COMMENT ON COLUMN tailrace.source.system_identifier IS 'The cluster in which the transaction ids of the outbox mean something.';

COMMENT ON COLUMN tailrace.source.removed_through IS 'Retention has removed changes up to this sequence number.';

COMMENT ON COLUMN tailrace.source.history IS 'Cluster, database and timeline whose transaction ids the outbox and the positions hold: see tailrace.history().';

CREATE TABLE tailrace.witness (
    writer bigint NOT NULL
);

COMMENT ON TABLE tailrace.witness IS 'Each row names the transaction that wrote it. PostgreSQL keeps that beside the row too, in every copy of the files; a copy of the rows has other writers.';

ALTER TABLE ONLY tailrace.delivery ATTACH PARTITION tailrace.delivery_segment_1 FOR VALUES IN (1);

ALTER TABLE ONLY tailrace.delivery ATTACH PARTITION tailrace.delivery_segment_2 FOR VALUES IN (2);

ALTER TABLE ONLY tailrace.delivery ATTACH PARTITION tailrace.delivery_segment_3 FOR VALUES IN (3);

ALTER TABLE ONLY tailrace.delivery ATTACH PARTITION tailrace.delivery_segment_default DEFAULT;

ALTER TABLE ONLY tailrace.outbox ATTACH PARTITION tailrace.outbox_segment_0 FOR VALUES IN (0);

ALTER TABLE ONLY tailrace.outbox ATTACH PARTITION tailrace.outbox_segment_1 FOR VALUES IN (1);

ALTER TABLE ONLY tailrace.outbox ATTACH PARTITION tailrace.outbox_segment_2 FOR VALUES IN (2);

ALTER TABLE ONLY tailrace.outbox ATTACH PARTITION tailrace.outbox_segment_3 FOR VALUES IN (3);

ALTER TABLE ONLY tailrace.outbox ATTACH PARTITION tailrace.outbox_segment_default DEFAULT;

INSERT INTO public.customer VALUES (1000001, 'c1000001@example.com', 'secret');
INSERT INTO public.customer VALUES (1000002, 'c1000002@example.com', 'secret');
INSERT INTO public.customer VALUES (1000003, 'c1000003@example.com', 'secret');
INSERT INTO public.customer VALUES (1000004, 'c1000004@example.com', 'secret');
INSERT INTO public.customer VALUES (1000005, 'c1000005@example.com', 'secret');
INSERT INTO public.customer VALUES (1000006, 'c1000006@example.com', 'secret');
INSERT INTO public.customer VALUES (1000007, 'c1000007@example.com', 'secret');
INSERT INTO public.customer VALUES (1000008, 'c1000008@example.com', 'secret');
INSERT INTO public.customer VALUES (1000009, 'c1000009@example.com', 'secret');
INSERT INTO public.customer VALUES (1000010, 'c1000010@example.com', 'secret');
INSERT INTO public.customer VALUES (1000011, 'c1000011@example.com', 'secret');
INSERT INTO public.customer VALUES (1000012, 'c1000012@example.com', 'secret');
INSERT INTO public.customer VALUES (1000013, 'c1000013@example.com', 'secret');
INSERT INTO public.customer VALUES (1000014, 'c1000014@example.com', 'secret');
INSERT INTO public.customer VALUES (1000015, 'c1000015@example.com', 'secret');
INSERT INTO public.customer VALUES (1000016, 'c1000016@example.com', 'secret');
INSERT INTO public.customer VALUES (1000017, 'c1000017@example.com', 'secret');
INSERT INTO public.customer VALUES (1000018, 'c1000018@example.com', 'secret');
INSERT INTO public.customer VALUES (1000019, 'c1000019@example.com', 'secret');
INSERT INTO public.customer VALUES (1000020, 'c1000020@example.com', 'secret');

INSERT INTO public.item VALUES (1000002, 'c');
INSERT INTO public.item VALUES (1000003, 'c');
INSERT INTO public.item VALUES (1000004, 'c');
INSERT INTO public.item VALUES (1000005, 'c');
INSERT INTO public.item VALUES (1000006, 'c');
INSERT INTO public.item VALUES (1000007, 'c');
INSERT INTO public.item VALUES (1000008, 'c');
INSERT INTO public.item VALUES (1000009, 'c');
INSERT INTO public.item VALUES (1000010, 'c');
INSERT INTO public.item VALUES (1000011, 'c');
INSERT INTO public.item VALUES (1000012, 'c');
INSERT INTO public.item VALUES (1000013, 'c');
INSERT INTO public.item VALUES (1000014, 'c');
INSERT INTO public.item VALUES (1000015, 'c');
INSERT INTO public.item VALUES (1000016, 'c');
INSERT INTO public.item VALUES (1000017, 'c');
INSERT INTO public.item VALUES (1000018, 'c');
INSERT INTO public.item VALUES (1000019, 'c');
INSERT INTO public.item VALUES (1000020, 'c');
INSERT INTO public.item VALUES (1000101, 'c');
INSERT INTO public.item VALUES (1000200, 'with a context');

INSERT INTO public.log VALUES ('1000001');
INSERT INTO public.log VALUES ('1000002');
INSERT INTO public.log VALUES ('1000003');
INSERT INTO public.log VALUES ('1000004');
INSERT INTO public.log VALUES ('1000005');
INSERT INTO public.log VALUES ('1000006');
INSERT INTO public.log VALUES ('1000007');
INSERT INTO public.log VALUES ('1000008');
INSERT INTO public.log VALUES ('1000009');
INSERT INTO public.log VALUES ('1000010');
INSERT INTO public.log VALUES ('1000011');
INSERT INTO public.log VALUES ('1000012');
INSERT INTO public.log VALUES ('1000013');
INSERT INTO public.log VALUES ('1000014');
INSERT INTO public.log VALUES ('1000015');
INSERT INTO public.log VALUES ('1000016');
INSERT INTO public.log VALUES ('1000017');
INSERT INTO public.log VALUES ('1000018');
INSERT INTO public.log VALUES ('1000019');
INSERT INTO public.log VALUES ('1000020');

INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 1, 12, 12, '3:3:', '737:737:', '2026-11-30 08:13:02.74854+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 13, 16, 4, '738:738:', '739:739:', '2026-11-30 08:13:02.798328+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 17, 20, 4, '740:740:', '742:742:', '2026-11-30 08:13:02.84424+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 21, 24, 4, '743:743:', '745:745:', '2026-11-30 08:13:02.891358+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 25, 28, 4, '746:746:', '748:748:', '2026-11-30 08:13:02.94336+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 29, 32, 4, '748:748:', '750:750:', '2026-11-30 08:13:02.96046+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 33, 36, 4, '751:751:', '753:753:', '2026-11-30 08:13:03.013868+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 37, 40, 4, '754:754:', '755:755:', '2026-11-30 08:13:03.058133+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 42, 45, 4, '755:757:755', '755:759:755', '2026-11-30 08:13:03.121069+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 46, 49, 4, '755:760:755', '755:762:755', '2026-11-30 08:13:03.160164+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 50, 53, 4, '755:763:755', '755:764:755', '2026-11-30 08:13:03.184237+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 54, 57, 4, '755:765:755', '755:767:755', '2026-11-30 08:13:03.226668+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 58, 65, 8, '755:768:755', '755:770:755', '2026-11-30 08:13:03.289691+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 66, 69, 4, '755:771:755', '755:773:755', '2026-11-30 08:13:03.338605+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 70, 73, 4, '755:773:755', '755:775:755', '2026-11-30 08:13:03.353759+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 74, 77, 4, '755:776:755', '755:777:755', '2026-11-30 08:13:03.390402+00', 1);
INSERT INTO tailrace.delivery_segment_1 VALUES ('changes', 78, 81, 4, '755:778:755', '755:780:755', '2026-11-30 08:13:03.43946+00', 1);

INSERT INTO tailrace.housekeeping VALUES (true, NULL, 1, NULL, '00:00:10', '2026-11-30 08:13:02.642862+00', '24:00:00', NULL, 'alert', 8, 0, NULL, NULL);

INSERT INTO tailrace.migration VALUES (1, 'outbox', '2026-11-30 08:13:02.419862+00');
INSERT INTO tailrace.migration VALUES (2, 'sinks', '2026-11-30 08:13:02.430757+00');
INSERT INTO tailrace.migration VALUES (3, 'replay', '2026-11-30 08:13:02.435533+00');
INSERT INTO tailrace.migration VALUES (4, 'masks', '2026-11-30 08:13:02.438433+00');
INSERT INTO tailrace.migration VALUES (5, 'last_setup', '2026-11-30 08:13:02.440186+00');
INSERT INTO tailrace.migration VALUES (6, 'schema_changes', '2026-11-30 08:13:02.442411+00');
INSERT INTO tailrace.migration VALUES (7, 'aside', '2026-11-30 08:13:02.44345+00');
INSERT INTO tailrace.migration VALUES (8, 'housekeeping', '2026-11-30 08:13:02.449733+00');
INSERT INTO tailrace.migration VALUES (9, 'omissions', '2026-11-30 08:13:02.463688+00');
INSERT INTO tailrace.migration VALUES (10, 'history', '2026-11-30 08:13:02.465716+00');
INSERT INTO tailrace.migration VALUES (11, 'relays', '2026-11-30 08:13:02.468704+00');

INSERT INTO tailrace.outbox_segment_1 VALUES (1, '728', '2026-11-30 08:13:02.532138+00', 1, 'i', 'public', 'item', '{"id":1000001}', NULL, NULL, '{"id":1000001,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (2, '728', '2026-11-30 08:13:02.533724+00', 1, 'u', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"a"}', '{"id":1000001,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (3, '728', '2026-11-30 08:13:02.537604+00', 1, 'i', 'public', 'customer', '{"id":1000001}', NULL, NULL, '{"id":1000001,"email":"198ee02cf720d53a1a28bdbc6b62864ddf86268c2b4a2201e60e9038a9e9eeb0"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (4, '728', '2026-11-30 08:13:02.538254+00', 1, 'i', 'public', 'log', '{"line":"1000001"}', NULL, NULL, '{"line":"1000001"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (5, '729', '2026-11-30 08:13:02.592297+00', 1, 'i', 'public', 'item', '{"id":1000002}', NULL, NULL, '{"id":1000002,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (6, '729', '2026-11-30 08:13:02.598454+00', 1, 'u', 'public', 'item', '{"id":1000002}', NULL, '{"id":1000002,"name":"a"}', '{"id":1000002,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (7, '729', '2026-11-30 08:13:02.602238+00', 1, 'i', 'public', 'customer', '{"id":1000002}', NULL, NULL, '{"id":1000002,"email":"09e36f2645dd90908260389b20339074fa51509817c7fc9f4ace55eed3e4d796"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (8, '729', '2026-11-30 08:13:02.602845+00', 1, 'i', 'public', 'log', '{"line":"1000002"}', NULL, NULL, '{"line":"1000002"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (9, '734', '2026-11-30 08:13:02.686594+00', 1, 'i', 'public', 'item', '{"id":1000003}', NULL, NULL, '{"id":1000003,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (10, '734', '2026-11-30 08:13:02.687873+00', 1, 'u', 'public', 'item', '{"id":1000003}', NULL, '{"id":1000003,"name":"a"}', '{"id":1000003,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (11, '734', '2026-11-30 08:13:02.691327+00', 1, 'i', 'public', 'customer', '{"id":1000003}', NULL, NULL, '{"id":1000003,"email":"9b15e8cddb0575ef24c6e6c92f17b53ee187ced062640be28a2f79c6ffe1fe6b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (12, '734', '2026-11-30 08:13:02.691991+00', 1, 'i', 'public', 'log', '{"line":"1000003"}', NULL, NULL, '{"line":"1000003"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (13, '738', '2026-11-30 08:13:02.770294+00', 1, 'i', 'public', 'item', '{"id":1000004}', NULL, NULL, '{"id":1000004,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (14, '738', '2026-11-30 08:13:02.771615+00', 1, 'u', 'public', 'item', '{"id":1000004}', NULL, '{"id":1000004,"name":"a"}', '{"id":1000004,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (15, '738', '2026-11-30 08:13:02.774993+00', 1, 'i', 'public', 'customer', '{"id":1000004}', NULL, NULL, '{"id":1000004,"email":"930d859b2ed0f6e742b6f54084500ef15174523d97745572bda05812a846b0ab"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (16, '738', '2026-11-30 08:13:02.775594+00', 1, 'i', 'public', 'log', '{"line":"1000004"}', NULL, NULL, '{"line":"1000004"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (17, '741', '2026-11-30 08:13:02.820632+00', 1, 'i', 'public', 'item', '{"id":1000005}', NULL, NULL, '{"id":1000005,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (18, '741', '2026-11-30 08:13:02.821931+00', 1, 'u', 'public', 'item', '{"id":1000005}', NULL, '{"id":1000005,"name":"a"}', '{"id":1000005,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (19, '741', '2026-11-30 08:13:02.825467+00', 1, 'i', 'public', 'customer', '{"id":1000005}', NULL, NULL, '{"id":1000005,"email":"288143309862c7229ac63888c385126615938966e8815c08eaef1d70a94db52b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (20, '741', '2026-11-30 08:13:02.826109+00', 1, 'i', 'public', 'log', '{"line":"1000005"}', NULL, NULL, '{"line":"1000005"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (21, '744', '2026-11-30 08:13:02.865287+00', 1, 'i', 'public', 'item', '{"id":1000006}', NULL, NULL, '{"id":1000006,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (22, '744', '2026-11-30 08:13:02.866612+00', 1, 'u', 'public', 'item', '{"id":1000006}', NULL, '{"id":1000006,"name":"a"}', '{"id":1000006,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (23, '744', '2026-11-30 08:13:02.870265+00', 1, 'i', 'public', 'customer', '{"id":1000006}', NULL, NULL, '{"id":1000006,"email":"d15eaac985a07d1f6eac1a05fa4d9c2800b356e90904d6ff8800238678cf9c5c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (24, '744', '2026-11-30 08:13:02.87094+00', 1, 'i', 'public', 'log', '{"line":"1000006"}', NULL, NULL, '{"line":"1000006"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (25, '746', '2026-11-30 08:13:02.906828+00', 1, 'i', 'public', 'item', '{"id":1000007}', NULL, NULL, '{"id":1000007,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (26, '746', '2026-11-30 08:13:02.908827+00', 1, 'u', 'public', 'item', '{"id":1000007}', NULL, '{"id":1000007,"name":"a"}', '{"id":1000007,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (27, '746', '2026-11-30 08:13:02.91332+00', 1, 'i', 'public', 'customer', '{"id":1000007}', NULL, NULL, '{"id":1000007,"email":"19d9ba1635107ffaf449ae128832b774280021ebe35d72580bde22de2192a5b2"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (28, '746', '2026-11-30 08:13:02.913913+00', 1, 'i', 'public', 'log', '{"line":"1000007"}', NULL, NULL, '{"line":"1000007"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (29, '748', '2026-11-30 08:13:02.946111+00', 1, 'i', 'public', 'item', '{"id":1000008}', NULL, NULL, '{"id":1000008,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (30, '748', '2026-11-30 08:13:02.947424+00', 1, 'u', 'public', 'item', '{"id":1000008}', NULL, '{"id":1000008,"name":"a"}', '{"id":1000008,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (31, '748', '2026-11-30 08:13:02.950957+00', 1, 'i', 'public', 'customer', '{"id":1000008}', NULL, NULL, '{"id":1000008,"email":"c14749a332093663672d548eb324c3c643398f3b940420ea6ab9ffb7036e9d13"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (32, '748', '2026-11-30 08:13:02.951527+00', 1, 'i', 'public', 'log', '{"line":"1000008"}', NULL, NULL, '{"line":"1000008"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (33, '752', '2026-11-30 08:13:02.983466+00', 1, 'i', 'public', 'item', '{"id":1000009}', NULL, NULL, '{"id":1000009,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (34, '752', '2026-11-30 08:13:02.984851+00', 1, 'u', 'public', 'item', '{"id":1000009}', NULL, '{"id":1000009,"name":"a"}', '{"id":1000009,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (35, '752', '2026-11-30 08:13:02.988323+00', 1, 'i', 'public', 'customer', '{"id":1000009}', NULL, NULL, '{"id":1000009,"email":"92c47d1226a2a4494efda17066788d25ea24f15b260c84afb9bb483170b018cd"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (36, '752', '2026-11-30 08:13:02.989097+00', 1, 'i', 'public', 'log', '{"line":"1000009"}', NULL, NULL, '{"line":"1000009"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (37, '754', '2026-11-30 08:13:03.020036+00', 1, 'i', 'public', 'item', '{"id":1000010}', NULL, NULL, '{"id":1000010,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (38, '754', '2026-11-30 08:13:03.021409+00', 1, 'u', 'public', 'item', '{"id":1000010}', NULL, '{"id":1000010,"name":"a"}', '{"id":1000010,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (39, '754', '2026-11-30 08:13:03.024848+00', 1, 'i', 'public', 'customer', '{"id":1000010}', NULL, NULL, '{"id":1000010,"email":"c822c9830d4b86ee50865e871a4e9582d4a07030221c4ea1351aba331daf89b0"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (40, '754', '2026-11-30 08:13:03.025423+00', 1, 'i', 'public', 'log', '{"line":"1000010"}', NULL, NULL, '{"line":"1000010"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (41, '755', '2026-11-30 08:13:03.054461+00', 1, 'i', 'public', 'item', '{"id":1000100}', NULL, NULL, '{"id":1000100,"name":"straggler"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (42, '758', '2026-11-30 08:13:03.103337+00', 1, 'i', 'public', 'item', '{"id":1000011}', NULL, NULL, '{"id":1000011,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (43, '758', '2026-11-30 08:13:03.104277+00', 1, 'u', 'public', 'item', '{"id":1000011}', NULL, '{"id":1000011,"name":"a"}', '{"id":1000011,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (44, '758', '2026-11-30 08:13:03.10666+00', 1, 'i', 'public', 'customer', '{"id":1000011}', NULL, NULL, '{"id":1000011,"email":"a2fbf3ee053e55c7c36de9e0d1d00d2a291e9129821b94595960d8b67f76efe5"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (45, '758', '2026-11-30 08:13:03.107059+00', 1, 'i', 'public', 'log', '{"line":"1000011"}', NULL, NULL, '{"line":"1000011"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (46, '761', '2026-11-30 08:13:03.138968+00', 1, 'i', 'public', 'item', '{"id":1000012}', NULL, NULL, '{"id":1000012,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (47, '761', '2026-11-30 08:13:03.139865+00', 1, 'u', 'public', 'item', '{"id":1000012}', NULL, '{"id":1000012,"name":"a"}', '{"id":1000012,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (48, '761', '2026-11-30 08:13:03.142204+00', 1, 'i', 'public', 'customer', '{"id":1000012}', NULL, NULL, '{"id":1000012,"email":"3be3ce0b8eb08c750b868f841bc78e5c2375212efdc3a78f9132689bb958c641"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (49, '761', '2026-11-30 08:13:03.142617+00', 1, 'i', 'public', 'log', '{"line":"1000012"}', NULL, NULL, '{"line":"1000012"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (50, '763', '2026-11-30 08:13:03.172953+00', 1, 'i', 'public', 'item', '{"id":1000013}', NULL, NULL, '{"id":1000013,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (51, '763', '2026-11-30 08:13:03.173839+00', 1, 'u', 'public', 'item', '{"id":1000013}', NULL, '{"id":1000013,"name":"a"}', '{"id":1000013,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (52, '763', '2026-11-30 08:13:03.17682+00', 1, 'i', 'public', 'customer', '{"id":1000013}', NULL, NULL, '{"id":1000013,"email":"06f6142f133782f580073046d1e07e9a9f87ab6badc4392957d62ad4dc1ceed4"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (53, '763', '2026-11-30 08:13:03.177401+00', 1, 'i', 'public', 'log', '{"line":"1000013"}', NULL, NULL, '{"line":"1000013"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (54, '766', '2026-11-30 08:13:03.209362+00', 1, 'i', 'public', 'item', '{"id":1000014}', NULL, NULL, '{"id":1000014,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (55, '766', '2026-11-30 08:13:03.210604+00', 1, 'u', 'public', 'item', '{"id":1000014}', NULL, '{"id":1000014,"name":"a"}', '{"id":1000014,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (56, '766', '2026-11-30 08:13:03.212941+00', 1, 'i', 'public', 'customer', '{"id":1000014}', NULL, NULL, '{"id":1000014,"email":"8de6027e5c720078f373601e2e3487376a16ba692359aaca5f684857f3e0f165"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (57, '766', '2026-11-30 08:13:03.213347+00', 1, 'i', 'public', 'log', '{"line":"1000014"}', NULL, NULL, '{"line":"1000014"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (58, '768', '2026-11-30 08:13:03.241237+00', 1, 'i', 'public', 'item', '{"id":1000015}', NULL, NULL, '{"id":1000015,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (59, '768', '2026-11-30 08:13:03.242106+00', 1, 'u', 'public', 'item', '{"id":1000015}', NULL, '{"id":1000015,"name":"a"}', '{"id":1000015,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (60, '768', '2026-11-30 08:13:03.244387+00', 1, 'i', 'public', 'customer', '{"id":1000015}', NULL, NULL, '{"id":1000015,"email":"18b2f1c4baf6bed9d71522a0bb4989ed140db0e80c2c3d3b35f2d7f75be1f31f"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (61, '768', '2026-11-30 08:13:03.244827+00', 1, 'i', 'public', 'log', '{"line":"1000015"}', NULL, NULL, '{"line":"1000015"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (62, '769', '2026-11-30 08:13:03.275063+00', 1, 'i', 'public', 'item', '{"id":1000016}', NULL, NULL, '{"id":1000016,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (63, '769', '2026-11-30 08:13:03.275958+00', 1, 'u', 'public', 'item', '{"id":1000016}', NULL, '{"id":1000016,"name":"a"}', '{"id":1000016,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (64, '769', '2026-11-30 08:13:03.278273+00', 1, 'i', 'public', 'customer', '{"id":1000016}', NULL, NULL, '{"id":1000016,"email":"77ea3069b4a214149d5a5cda80923a1329ab66fa01e3eaf12fce1be5b7a6e92c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (65, '769', '2026-11-30 08:13:03.278688+00', 1, 'i', 'public', 'log', '{"line":"1000016"}', NULL, NULL, '{"line":"1000016"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (66, '771', '2026-11-30 08:13:03.306737+00', 1, 'i', 'public', 'item', '{"id":1000017}', NULL, NULL, '{"id":1000017,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (67, '771', '2026-11-30 08:13:03.307705+00', 1, 'u', 'public', 'item', '{"id":1000017}', NULL, '{"id":1000017,"name":"a"}', '{"id":1000017,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (68, '771', '2026-11-30 08:13:03.310045+00', 1, 'i', 'public', 'customer', '{"id":1000017}', NULL, NULL, '{"id":1000017,"email":"dadcc7e4a95f6c71b49f69d31611b92554104d005d380fe2158e17ec180ad6be"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (69, '771', '2026-11-30 08:13:03.31045+00', 1, 'i', 'public', 'log', '{"line":"1000017"}', NULL, NULL, '{"line":"1000017"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (70, '773', '2026-11-30 08:13:03.338308+00', 1, 'i', 'public', 'item', '{"id":1000018}', NULL, NULL, '{"id":1000018,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (71, '773', '2026-11-30 08:13:03.33919+00', 1, 'u', 'public', 'item', '{"id":1000018}', NULL, '{"id":1000018,"name":"a"}', '{"id":1000018,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (72, '773', '2026-11-30 08:13:03.341438+00', 1, 'i', 'public', 'customer', '{"id":1000018}', NULL, NULL, '{"id":1000018,"email":"9741f5f51835876f4446e8863e5925bfa095c0cf5dd6d084d0c29e1c787eebbf"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (73, '773', '2026-11-30 08:13:03.341854+00', 1, 'i', 'public', 'log', '{"line":"1000018"}', NULL, NULL, '{"line":"1000018"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (74, '776', '2026-11-30 08:13:03.37171+00', 1, 'i', 'public', 'item', '{"id":1000019}', NULL, NULL, '{"id":1000019,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (75, '776', '2026-11-30 08:13:03.372608+00', 1, 'u', 'public', 'item', '{"id":1000019}', NULL, '{"id":1000019,"name":"a"}', '{"id":1000019,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (76, '776', '2026-11-30 08:13:03.374867+00', 1, 'i', 'public', 'customer', '{"id":1000019}', NULL, NULL, '{"id":1000019,"email":"9e5f271c0f6f524cecc6ff263859c5446203723f199ac0622f72c45efaace0e8"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (77, '776', '2026-11-30 08:13:03.375274+00', 1, 'i', 'public', 'log', '{"line":"1000019"}', NULL, NULL, '{"line":"1000019"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (78, '778', '2026-11-30 08:13:03.404935+00', 1, 'i', 'public', 'item', '{"id":1000020}', NULL, NULL, '{"id":1000020,"name":"a"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (79, '778', '2026-11-30 08:13:03.406228+00', 1, 'u', 'public', 'item', '{"id":1000020}', NULL, '{"id":1000020,"name":"a"}', '{"id":1000020,"name":"b"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (80, '778', '2026-11-30 08:13:03.409799+00', 1, 'i', 'public', 'customer', '{"id":1000020}', NULL, NULL, '{"id":1000020,"email":"a3b0a428968075da8b7ff37c5ce8c8db3393019788c016ed44876fd8927ec072"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (81, '778', '2026-11-30 08:13:03.410444+00', 1, 'i', 'public', 'log', '{"line":"1000020"}', NULL, NULL, '{"line":"1000020"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (82, '785', '2026-11-30 08:13:03.702783+00', 1, 'u', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"b"}', '{"id":1000001,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (83, '785', '2026-11-30 08:13:03.703004+00', 1, 'u', 'public', 'item', '{"id":1000002}', NULL, '{"id":1000002,"name":"b"}', '{"id":1000002,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (84, '785', '2026-11-30 08:13:03.70304+00', 1, 'u', 'public', 'item', '{"id":1000003}', NULL, '{"id":1000003,"name":"b"}', '{"id":1000003,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (85, '785', '2026-11-30 08:13:03.703065+00', 1, 'u', 'public', 'item', '{"id":1000004}', NULL, '{"id":1000004,"name":"b"}', '{"id":1000004,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (86, '785', '2026-11-30 08:13:03.70309+00', 1, 'u', 'public', 'item', '{"id":1000005}', NULL, '{"id":1000005,"name":"b"}', '{"id":1000005,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (87, '785', '2026-11-30 08:13:03.703116+00', 1, 'u', 'public', 'item', '{"id":1000006}', NULL, '{"id":1000006,"name":"b"}', '{"id":1000006,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (88, '785', '2026-11-30 08:13:03.703133+00', 1, 'u', 'public', 'item', '{"id":1000007}', NULL, '{"id":1000007,"name":"b"}', '{"id":1000007,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (89, '785', '2026-11-30 08:13:03.703147+00', 1, 'u', 'public', 'item', '{"id":1000008}', NULL, '{"id":1000008,"name":"b"}', '{"id":1000008,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (90, '785', '2026-11-30 08:13:03.703161+00', 1, 'u', 'public', 'item', '{"id":1000009}', NULL, '{"id":1000009,"name":"b"}', '{"id":1000009,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (91, '785', '2026-11-30 08:13:03.703174+00', 1, 'u', 'public', 'item', '{"id":1000010}', NULL, '{"id":1000010,"name":"b"}', '{"id":1000010,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (92, '785', '2026-11-30 08:13:03.703189+00', 1, 'u', 'public', 'item', '{"id":1000100}', NULL, '{"id":1000100,"name":"straggler"}', '{"id":1000100,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (93, '785', '2026-11-30 08:13:03.703202+00', 1, 'u', 'public', 'item', '{"id":1000011}', NULL, '{"id":1000011,"name":"b"}', '{"id":1000011,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (94, '785', '2026-11-30 08:13:03.703221+00', 1, 'u', 'public', 'item', '{"id":1000012}', NULL, '{"id":1000012,"name":"b"}', '{"id":1000012,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (95, '785', '2026-11-30 08:13:03.703235+00', 1, 'u', 'public', 'item', '{"id":1000013}', NULL, '{"id":1000013,"name":"b"}', '{"id":1000013,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (96, '785', '2026-11-30 08:13:03.70325+00', 1, 'u', 'public', 'item', '{"id":1000014}', NULL, '{"id":1000014,"name":"b"}', '{"id":1000014,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (97, '785', '2026-11-30 08:13:03.703264+00', 1, 'u', 'public', 'item', '{"id":1000015}', NULL, '{"id":1000015,"name":"b"}', '{"id":1000015,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (98, '785', '2026-11-30 08:13:03.703277+00', 1, 'u', 'public', 'item', '{"id":1000016}', NULL, '{"id":1000016,"name":"b"}', '{"id":1000016,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (99, '785', '2026-11-30 08:13:03.703291+00', 1, 'u', 'public', 'item', '{"id":1000017}', NULL, '{"id":1000017,"name":"b"}', '{"id":1000017,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (100, '785', '2026-11-30 08:13:03.703305+00', 1, 'u', 'public', 'item', '{"id":1000018}', NULL, '{"id":1000018,"name":"b"}', '{"id":1000018,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (101, '785', '2026-11-30 08:13:03.703319+00', 1, 'u', 'public', 'item', '{"id":1000019}', NULL, '{"id":1000019,"name":"b"}', '{"id":1000019,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (102, '785', '2026-11-30 08:13:03.703333+00', 1, 'u', 'public', 'item', '{"id":1000020}', NULL, '{"id":1000020,"name":"b"}', '{"id":1000020,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (103, '785', '2026-11-30 08:13:03.703793+00', 1, 'd', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"c"}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (104, '785', '2026-11-30 08:13:03.704076+00', 1, 'u', 'public', 'item', '{"id":1000101}', '{"id":1000100}', '{"id":1000100,"name":"c"}', '{"id":1000101,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (105, '785', '2026-11-30 08:13:03.704699+00', 1, 'i', 'public', 'item', '{"id":1000200}', NULL, NULL, '{"id":1000200,"name":"with a context"}', '{"user": 1}', 'elsewhere', NULL, NULL);

INSERT INTO tailrace.replay OVERRIDING SYSTEM VALUE VALUES (1, 'changes', 1, 5, NULL, NULL, NULL, NULL, 0, 0, 'requested', '2026-11-30 08:13:03.705047+00', 'postgres', NULL);

INSERT INTO tailrace.seen_table VALUES (16391, 'public', 'customer', '["id"]', '[{"name":"id","number":1,"type":"integer"},{"name":"email","number":2,"type":"text"},{"name":"password","number":3,"type":"text"}]', '2026-11-30 08:13:02.481342+00');
INSERT INTO tailrace.seen_table VALUES (16384, 'public', 'item', '["id"]', '[{"name":"id","number":1,"type":"integer"},{"name":"name","number":2,"type":"text"}]', '2026-11-30 08:13:02.484606+00');
INSERT INTO tailrace.seen_table VALUES (16398, 'public', 'log', '[]', '[{"name":"line","number":1,"type":"text"}]', '2026-11-30 08:13:02.487589+00');

INSERT INTO tailrace.segment VALUES (1, '2026-11-30 08:13:02.450772+00', 0, NULL);
INSERT INTO tailrace.segment VALUES (2, NULL, NULL, '2026-11-30 08:13:02.451008+00');
INSERT INTO tailrace.segment VALUES (3, NULL, NULL, '2026-11-30 08:13:02.451026+00');

INSERT INTO tailrace.sink VALUES ('changes', 'file', '755:780:755', 81, NULL, NULL, NULL, 1, NULL, 'stopped', 80, '2026-11-30 08:13:03.43942+00', NULL, NULL, NULL, 0, NULL, '2026-11-30 08:13:02.618799+00', 0, 0, NULL, 17, '00:00:10');

INSERT INTO tailrace.source VALUES (true, 'shop', 'c92fe6aa-84a5-418c-8d25-6900d9634b80', 7713874571495864841, 0, '2026-11-30 08:13:02.477218+00', 'b26babcb-38f0-465f-9447-2ec21d13fab3', '7713874571495864841/5/1');

INSERT INTO tailrace.witness VALUES (727);
INSERT INTO tailrace.witness VALUES (726);

SELECT pg_catalog.setval('tailrace.current_segment', 1, true);

SELECT pg_catalog.setval('tailrace.dead_letter_id_seq', 1, false);

SELECT pg_catalog.setval('tailrace.gap_id_seq', 1, false);

SELECT pg_catalog.setval('tailrace.omission_id_seq', 1, false);

SELECT pg_catalog.setval('tailrace.outbox_seq', 105, true);

SELECT pg_catalog.setval('tailrace.replay_id_seq', 1, true);

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.capture_template
    ADD CONSTRAINT capture_template_schema_name_table_name_key UNIQUE (schema_name, table_name);

ALTER TABLE ONLY tailrace.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.dead_letter
    ADD CONSTRAINT dead_letter_sink_seq_key UNIQUE (sink, seq);

ALTER TABLE ONLY tailrace.former_source
    ADD CONSTRAINT former_source_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY tailrace.gap
    ADD CONSTRAINT gap_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.housekeeping
    ADD CONSTRAINT housekeeping_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY tailrace.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY tailrace.omission
    ADD CONSTRAINT omission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.relay
    ADD CONSTRAINT relay_pkey PRIMARY KEY (owner);

ALTER TABLE ONLY tailrace.relay_role
    ADD CONSTRAINT relay_role_pkey PRIMARY KEY (name);

ALTER TABLE ONLY tailrace.replay
    ADD CONSTRAINT replay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.seen_table
    ADD CONSTRAINT seen_table_pkey PRIMARY KEY (relation);

ALTER TABLE ONLY tailrace.segment
    ADD CONSTRAINT segment_pkey PRIMARY KEY (number);

ALTER TABLE ONLY tailrace.sink
    ADD CONSTRAINT sink_pkey PRIMARY KEY (name);

ALTER TABLE ONLY tailrace.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (only_row);

CREATE INDEX dead_letter_release_index ON tailrace.dead_letter USING btree (sink) WHERE (release IS NOT NULL);

CREATE INDEX dead_letter_request_index ON tailrace.dead_letter USING btree (sink) WHERE (request IS NOT NULL);

CREATE INDEX delivery_last_seq_index ON ONLY tailrace.delivery USING btree (last_seq);

CREATE INDEX delivery_segment_1_last_seq_index ON tailrace.delivery_segment_1 USING btree (last_seq);

CREATE INDEX delivery_segment_2_last_seq_idx ON tailrace.delivery_segment_2 USING btree (last_seq);

CREATE INDEX delivery_segment_3_last_seq_idx ON tailrace.delivery_segment_3 USING btree (last_seq);

CREATE INDEX delivery_segment_default_last_seq_idx ON tailrace.delivery_segment_default USING btree (last_seq);

CREATE INDEX outbox_seq_index ON ONLY tailrace.outbox USING btree (seq);

CREATE INDEX outbox_segment_0_seq_idx ON tailrace.outbox_segment_0 USING btree (seq);

CREATE INDEX outbox_xid_seq_index ON ONLY tailrace.outbox USING btree (xid, seq);

CREATE INDEX outbox_segment_0_xid_seq_idx ON tailrace.outbox_segment_0 USING btree (xid, seq);

CREATE INDEX outbox_segment_1_seq_idx ON tailrace.outbox_segment_1 USING btree (seq);

CREATE INDEX outbox_segment_1_xid_seq_idx ON tailrace.outbox_segment_1 USING btree (xid, seq);

CREATE INDEX outbox_segment_2_seq_idx ON tailrace.outbox_segment_2 USING btree (seq);

CREATE INDEX outbox_segment_2_xid_seq_idx ON tailrace.outbox_segment_2 USING btree (xid, seq);

CREATE INDEX outbox_segment_3_seq_idx ON tailrace.outbox_segment_3 USING btree (seq);

CREATE INDEX outbox_segment_3_xid_seq_idx ON tailrace.outbox_segment_3 USING btree (xid, seq);

CREATE INDEX outbox_segment_default_seq_idx ON tailrace.outbox_segment_default USING btree (seq);

CREATE INDEX outbox_segment_default_xid_seq_idx ON tailrace.outbox_segment_default USING btree (xid, seq);

CREATE UNIQUE INDEX pause_index ON tailrace.pause USING btree (sink, COALESCE(schema_name, ''::text), COALESCE(table_name, ''::text));

CREATE INDEX replay_open_index ON tailrace.replay USING btree (sink, id) WHERE (state = ANY (ARRAY['requested'::text, 'running'::text]));

ALTER INDEX tailrace.delivery_last_seq_index ATTACH PARTITION tailrace.delivery_segment_1_last_seq_index;

ALTER INDEX tailrace.delivery_last_seq_index ATTACH PARTITION tailrace.delivery_segment_2_last_seq_idx;

ALTER INDEX tailrace.delivery_last_seq_index ATTACH PARTITION tailrace.delivery_segment_3_last_seq_idx;

ALTER INDEX tailrace.delivery_last_seq_index ATTACH PARTITION tailrace.delivery_segment_default_last_seq_idx;

ALTER INDEX tailrace.outbox_seq_index ATTACH PARTITION tailrace.outbox_segment_0_seq_idx;

ALTER INDEX tailrace.outbox_xid_seq_index ATTACH PARTITION tailrace.outbox_segment_0_xid_seq_idx;

ALTER INDEX tailrace.outbox_seq_index ATTACH PARTITION tailrace.outbox_segment_1_seq_idx;

ALTER INDEX tailrace.outbox_xid_seq_index ATTACH PARTITION tailrace.outbox_segment_1_xid_seq_idx;

ALTER INDEX tailrace.outbox_seq_index ATTACH PARTITION tailrace.outbox_segment_2_seq_idx;

ALTER INDEX tailrace.outbox_xid_seq_index ATTACH PARTITION tailrace.outbox_segment_2_xid_seq_idx;

ALTER INDEX tailrace.outbox_seq_index ATTACH PARTITION tailrace.outbox_segment_3_seq_idx;

ALTER INDEX tailrace.outbox_xid_seq_index ATTACH PARTITION tailrace.outbox_segment_3_xid_seq_idx;

ALTER INDEX tailrace.outbox_seq_index ATTACH PARTITION tailrace.outbox_segment_default_seq_idx;

ALTER INDEX tailrace.outbox_xid_seq_index ATTACH PARTITION tailrace.outbox_segment_default_xid_seq_idx;

CREATE TRIGGER _tailrace_delete AFTER DELETE ON public.customer FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16391_delete();

CREATE TRIGGER _tailrace_delete AFTER DELETE ON public.item FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16384_delete();

CREATE TRIGGER _tailrace_delete AFTER DELETE ON public.log FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16398_delete();

CREATE TRIGGER _tailrace_insert AFTER INSERT ON public.customer FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16391_insert();

CREATE TRIGGER _tailrace_insert AFTER INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16384_insert();

CREATE TRIGGER _tailrace_insert AFTER INSERT ON public.log FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16398_insert();

CREATE TRIGGER _tailrace_truncate AFTER TRUNCATE ON public.customer FOR EACH STATEMENT EXECUTE FUNCTION tailrace.capture_16391_truncate();

CREATE TRIGGER _tailrace_truncate AFTER TRUNCATE ON public.item FOR EACH STATEMENT EXECUTE FUNCTION tailrace.capture_16384_truncate();

CREATE TRIGGER _tailrace_truncate AFTER TRUNCATE ON public.log FOR EACH STATEMENT EXECUTE FUNCTION tailrace.capture_16398_truncate();

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16391_update();

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16384_update();

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.log FOR EACH ROW EXECUTE FUNCTION tailrace.capture_16398_update();

CREATE TRIGGER drop_row BEFORE INSERT ON tailrace.outbox_segment_0 FOR EACH ROW EXECUTE FUNCTION tailrace.drop_row();

ALTER TABLE ONLY tailrace.dead_letter
    ADD CONSTRAINT dead_letter_sink_fkey FOREIGN KEY (sink) REFERENCES tailrace.sink(name) ON DELETE CASCADE;

ALTER TABLE ONLY tailrace.pause
    ADD CONSTRAINT pause_sink_fkey FOREIGN KEY (sink) REFERENCES tailrace.sink(name) ON DELETE CASCADE;

ALTER TABLE ONLY tailrace.replay
    ADD CONSTRAINT replay_sink_fkey FOREIGN KEY (sink) REFERENCES tailrace.sink(name) ON DELETE CASCADE;

REVOKE ALL ON FUNCTION tailrace.add_segment(held bigint, wanted integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16384_delete() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16384_insert() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16384_truncate() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16384_update() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16391_delete() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16391_insert() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16391_truncate() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16391_update() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16398_delete() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16398_insert() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16398_truncate() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.capture_16398_update() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.empty_segment(held bigint, wanted integer, kept interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.keep_house(keeper text, term bigint, kept interval, most bigint, policy text) FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.leave_house(held bigint, trouble text) FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.note_branch() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.note_segments() FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.point_segment(held bigint, wanted integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION tailrace.segments() FROM PUBLIC;

