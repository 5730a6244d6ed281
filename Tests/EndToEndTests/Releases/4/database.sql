
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

CREATE FUNCTION tailrace.capture_16384_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    old_key pg_catalog.text;
begin
    
    
    begin
        old_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(old."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(old));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, before, context, origin, partition)
    values (
        'd',
        'public',
        'item',
        old_key,
        pg_catalog.row_to_json(old),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16384_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    new_key pg_catalog.text;
begin
    
    
    begin
        new_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(new."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            new_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(new));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin, partition)
    values (
        'i',
        'public',
        'item',
        new_key,
        pg_catalog.row_to_json(new),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
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
        'public',
        'item',
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16384_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    old_key pg_catalog.text;
    new_key pg_catalog.text;
begin
    
    
    begin
        old_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(old."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
        new_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(new."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(old));
            new_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(new));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition)
    values (
        'u',
        'public',
        'item',
        new_key,
        case when old_key operator(pg_catalog.<>) new_key then old_key end,
        pg_catalog.row_to_json(old),
        pg_catalog.row_to_json(new),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    old_row pg_catalog.json;
    old_key pg_catalog.text;
begin
    
    begin
        old_row := tailrace.project(pg_catalog.row_to_json(old), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}');
    exception
        -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
        when others then
            begin
                old_row := (select pg_catalog.row_to_json(kept) from (select old."id" as "id", null as "email") as kept);
            exception
                when others then
                    old_row := '{}';
            end;
    end;
    begin
        old_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(old."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, old_row);
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, before, context, origin, partition)
    values (
        'd',
        'public',
        'customer',
        old_key,
        old_row,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    new_row pg_catalog.json;
    new_key pg_catalog.text;
begin
    
    begin
        new_row := tailrace.project(pg_catalog.row_to_json(new), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}');
    exception
        -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
        when others then
            begin
                new_row := (select pg_catalog.row_to_json(kept) from (select new."id" as "id", null as "email") as kept);
            exception
                when others then
                    new_row := '{}';
            end;
    end;
    begin
        new_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(new."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            new_key := tailrace.current_key(tg_relid, new_row);
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin, partition)
    values (
        'i',
        'public',
        'customer',
        new_key,
        new_row,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
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
        'public',
        'customer',
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16391_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    old_row pg_catalog.json;
    new_row pg_catalog.json;
    old_key pg_catalog.text;
    new_key pg_catalog.text;
begin
    
    begin
        old_row := tailrace.project(pg_catalog.row_to_json(old), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}');
    exception
        -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
        when others then
            begin
                old_row := (select pg_catalog.row_to_json(kept) from (select old."id" as "id", null as "email") as kept);
            exception
                when others then
                    old_row := '{}';
            end;
    end;

    begin
        new_row := tailrace.project(pg_catalog.row_to_json(new), array['id', 'email', 'password']::pg_catalog.text[], array['password']::pg_catalog.text[], '{"email":"sha256"}');
    exception
        -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
        when others then
            begin
                new_row := (select pg_catalog.row_to_json(kept) from (select new."id" as "id", null as "email") as kept);
            exception
                when others then
                    new_row := '{}';
            end;
    end;
    begin
        old_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(old."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
        new_key := '{"id":' operator(pg_catalog.||) coalesce(pg_catalog.to_json(new."id")::pg_catalog.text, 'null') operator(pg_catalog.||) '}';
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, old_row);
            new_key := tailrace.current_key(tg_relid, new_row);
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition)
    values (
        'u',
        'public',
        'customer',
        new_key,
        case when old_key operator(pg_catalog.<>) new_key then old_key end,
        old_row,
        new_row,
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_delete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    old_key pg_catalog.text;
begin
    
    
    begin
        old_key := pg_catalog.row_to_json(old)::pg_catalog.text;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(old));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, before, context, origin, partition)
    values (
        'd',
        'public',
        'log',
        old_key,
        pg_catalog.row_to_json(old),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_insert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    new_key pg_catalog.text;
begin
    
    
    begin
        new_key := pg_catalog.row_to_json(new)::pg_catalog.text;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            new_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(new));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, after, context, origin, partition)
    values (
        'i',
        'public',
        'log',
        new_key,
        pg_catalog.row_to_json(new),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
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
        'public',
        'log',
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end
    );

    return null;
end
$$;

CREATE FUNCTION tailrace.capture_16398_update() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$
declare
    
    old_key pg_catalog.text;
    new_key pg_catalog.text;
begin
    
    
    begin
        old_key := pg_catalog.row_to_json(old)::pg_catalog.text;
        new_key := pg_catalog.row_to_json(new)::pg_catalog.text;
    exception
        -- A key column was renamed, dropped or given another type since setup, or since this session's first write.
        when others then
            old_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(old));
            new_key := tailrace.current_key(tg_relid, pg_catalog.row_to_json(new));
    end;

    insert into tailrace.outbox (op, schema_name, table_name, key, old_key, before, after, context, origin, partition)
    values (
        'u',
        'public',
        'log',
        new_key,
        case when old_key operator(pg_catalog.<>) new_key then old_key end,
        pg_catalog.row_to_json(old),
        pg_catalog.row_to_json(new),
        case when pg_catalog.current_setting('tailrace.context', true) operator(pg_catalog.<>) '' then tailrace.json_or_string(pg_catalog.current_setting('tailrace.context', true)) end,
        case when pg_catalog.current_setting('tailrace.origin', true) operator(pg_catalog.<>) '' then pg_catalog.current_setting('tailrace.origin', true) end,
        null
    );

    return null;
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
    where index.indrelid = relation
        and index.indisprimary;

    return coalesce(key_text, row_data::text);
exception
    -- JSON that cannot be taken apart, such as an escaped zero character in a column of type json.
    when others then
        return row_data::text;
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
        return to_json(value);
end
$$;

CREATE FUNCTION tailrace.project(row_data json, known text[], excluded text[], masks json) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    hidden text[] := excluded || array(select json_object_keys(masks));
    only_known boolean := exists (select from unnest(hidden) as name where row_data -> name is null);
    projected text;
begin
    select string_agg(
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
    )
    into projected
    from json_each(row_data) with ordinality as field (key, value, place)
    where field.key <> all (excluded)
        and (not only_known or field.key = any (known));

    return ('{' || coalesce(projected, '') || '}')::json;
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

CREATE SEQUENCE tailrace.current_segment
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE tailrace.delivery (
    sink text NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    changes bigint NOT NULL,
    since pg_snapshot NOT NULL,
    up_to pg_snapshot NOT NULL,
    delivered_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

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
    partition text
)
PARTITION BY LIST (segment);

COMMENT ON TABLE tailrace.outbox IS 'One row for each captured change. Written by triggers, read by the relay.';

COMMENT ON COLUMN tailrace.outbox.seq IS 'Drawn before commit: a lower number can become visible after a higher one.';

COMMENT ON COLUMN tailrace.outbox.segment IS 'Null when the pointer was reset: the default partition takes it, as it takes every wrong number.';

COMMENT ON COLUMN tailrace.outbox.op IS 'i: insert, u: update, d: delete, t: truncate.';

COMMENT ON COLUMN tailrace.outbox.key IS 'The row''s key as a JSON object.';

CREATE VIEW tailrace.delivered AS
 SELECT change.seq,
    receipt.sink,
    receipt.delivered_at
   FROM (tailrace.outbox change
     JOIN tailrace.delivery receipt ON (((receipt.first_seq <= change.seq) AND (receipt.last_seq >= change.seq) AND pg_visible_in_snapshot(change.xid, receipt.up_to) AND (NOT pg_visible_in_snapshot(change.xid, receipt.since)))));

COMMENT ON VIEW tailrace.delivered IS 'Whether and when a sink was given a change.';

CREATE TABLE tailrace.migration (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE tailrace.migration IS 'Which migrations of the schema have been applied.';

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
    partition text
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
    partition text
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
    partition text
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
    partition text
);

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
    CONSTRAINT sink_check CHECK (((window_snapshot IS NULL) = (window_last_seq IS NULL)))
)
WITH (fillfactor='50');

COMMENT ON COLUMN tailrace.sink.snapshot IS 'Everything visible in this snapshot has been delivered.';

COMMENT ON COLUMN tailrace.sink.window_snapshot IS 'The window being delivered holds what this snapshot shows and the other does not.';

COMMENT ON COLUMN tailrace.sink.window_last_seq IS 'Of that window everything up to this sequence number has been delivered.';

COMMENT ON COLUMN tailrace.sink.epoch IS 'Grows with every new owner; an owner whose epoch is not this one has lost the sink.';

CREATE TABLE tailrace.source (
    only_row boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    epoch uuid DEFAULT gen_random_uuid() NOT NULL,
    system_identifier bigint NOT NULL,
    removed_through bigint DEFAULT 0 NOT NULL,
    installed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    mask_salt text DEFAULT (gen_random_uuid())::text NOT NULL,
    CONSTRAINT source_only_row_check CHECK (only_row)
);

COMMENT ON COLUMN tailrace.source.name IS 'Precedes the sequence number in every event''s id.';

COMMENT ON COLUMN tailrace.source.system_identifier IS 'The cluster in which the transaction ids of the outbox mean something.';

COMMENT ON COLUMN tailrace.source.removed_through IS 'Retention has removed changes up to this sequence number.';

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

INSERT INTO tailrace.delivery VALUES ('changes', 1, 8, 8, '3:3:', '732:732:', '2026-11-21 05:25:07.770392+00');
INSERT INTO tailrace.delivery VALUES ('changes', 9, 12, 4, '734:734:', '736:736:', '2026-11-21 05:25:08.040204+00');
INSERT INTO tailrace.delivery VALUES ('changes', 13, 16, 4, '737:737:', '738:738:', '2026-11-21 05:25:08.104935+00');
INSERT INTO tailrace.delivery VALUES ('changes', 17, 20, 4, '739:739:', '740:740:', '2026-11-21 05:25:08.230541+00');
INSERT INTO tailrace.delivery VALUES ('changes', 21, 24, 4, '742:742:', '743:743:', '2026-11-21 05:25:08.374112+00');
INSERT INTO tailrace.delivery VALUES ('changes', 25, 28, 4, '745:745:', '746:746:', '2026-11-21 05:25:08.455415+00');
INSERT INTO tailrace.delivery VALUES ('changes', 29, 32, 4, '748:748:', '749:749:', '2026-11-21 05:25:08.720988+00');
INSERT INTO tailrace.delivery VALUES ('changes', 33, 36, 4, '751:751:', '752:752:', '2026-11-21 05:25:09.338856+00');
INSERT INTO tailrace.delivery VALUES ('changes', 37, 40, 4, '754:754:', '755:755:', '2026-11-21 05:25:09.629119+00');
INSERT INTO tailrace.delivery VALUES ('changes', 42, 45, 4, '756:756:', '756:758:756', '2026-11-21 05:25:10.584621+00');
INSERT INTO tailrace.delivery VALUES ('changes', 46, 49, 4, '756:759:756', '756:761:756', '2026-11-21 05:25:10.939462+00');
INSERT INTO tailrace.delivery VALUES ('changes', 50, 53, 4, '756:761:756', '756:764:756', '2026-11-21 05:25:11.187135+00');
INSERT INTO tailrace.delivery VALUES ('changes', 54, 57, 4, '756:765:756', '756:766:756', '2026-11-21 05:25:11.737912+00');
INSERT INTO tailrace.delivery VALUES ('changes', 58, 61, 4, '756:767:756', '756:769:756', '2026-11-21 05:25:12.215519+00');
INSERT INTO tailrace.delivery VALUES ('changes', 62, 65, 4, '756:769:756', '756:771:756', '2026-11-21 05:25:12.522677+00');
INSERT INTO tailrace.delivery VALUES ('changes', 66, 69, 4, '756:772:756', '756:773:756', '2026-11-21 05:25:12.723426+00');
INSERT INTO tailrace.delivery VALUES ('changes', 70, 73, 4, '756:774:756', '756:775:756', '2026-11-21 05:25:12.892541+00');
INSERT INTO tailrace.delivery VALUES ('changes', 74, 77, 4, '756:776:756', '756:777:756', '2026-11-21 05:25:13.5281+00');
INSERT INTO tailrace.delivery VALUES ('changes', 78, 81, 4, '756:778:756', '756:779:756', '2026-11-21 05:25:13.943603+00');

INSERT INTO tailrace.migration VALUES (1, 'outbox', '2026-11-21 05:25:07.236016+00');
INSERT INTO tailrace.migration VALUES (2, 'sinks', '2026-11-21 05:25:07.274801+00');
INSERT INTO tailrace.migration VALUES (3, 'replay', '2026-11-21 05:25:07.285247+00');
INSERT INTO tailrace.migration VALUES (4, 'masks', '2026-11-21 05:25:07.290289+00');

INSERT INTO tailrace.outbox_segment_1 VALUES (1, '727', '2026-11-21 05:25:07.41231+00', 1, 'i', 'public', 'item', '{"id":1000001}', NULL, NULL, '{"id":1000001,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (2, '727', '2026-11-21 05:25:07.414084+00', 1, 'u', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"a"}', '{"id":1000001,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (3, '727', '2026-11-21 05:25:07.415987+00', 1, 'i', 'public', 'customer', '{"id":1000001}', NULL, NULL, '{"id":1000001,"email":"db2cf5a4c07b7a7a9f82f031f1bd8949ce885b5c3f8a50c848d07896e1163c12"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (4, '727', '2026-11-21 05:25:07.416246+00', 1, 'i', 'public', 'log', '{"line":"1000001"}', NULL, NULL, '{"line":"1000001"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (5, '730', '2026-11-21 05:25:07.647202+00', 1, 'i', 'public', 'item', '{"id":1000002}', NULL, NULL, '{"id":1000002,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (6, '730', '2026-11-21 05:25:07.647841+00', 1, 'u', 'public', 'item', '{"id":1000002}', NULL, '{"id":1000002,"name":"a"}', '{"id":1000002,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (7, '730', '2026-11-21 05:25:07.65555+00', 1, 'i', 'public', 'customer', '{"id":1000002}', NULL, NULL, '{"id":1000002,"email":"9e4f4f36bf0a679a8003438e95af4b78d225d35d60594b8e800219d2270f4ac8"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (8, '730', '2026-11-21 05:25:07.655867+00', 1, 'i', 'public', 'log', '{"line":"1000002"}', NULL, NULL, '{"line":"1000002"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (9, '735', '2026-11-21 05:25:07.87418+00', 1, 'i', 'public', 'item', '{"id":1000003}', NULL, NULL, '{"id":1000003,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (10, '735', '2026-11-21 05:25:07.887962+00', 1, 'u', 'public', 'item', '{"id":1000003}', NULL, '{"id":1000003,"name":"a"}', '{"id":1000003,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (11, '735', '2026-11-21 05:25:07.896474+00', 1, 'i', 'public', 'customer', '{"id":1000003}', NULL, NULL, '{"id":1000003,"email":"0c44363dbaf33bf28ec9b7c04de7186847e2c2434a7e360129ccca4fc14c2e21"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (12, '735', '2026-11-21 05:25:07.899917+00', 1, 'i', 'public', 'log', '{"line":"1000003"}', NULL, NULL, '{"line":"1000003"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (13, '737', '2026-11-21 05:25:08.049835+00', 1, 'i', 'public', 'item', '{"id":1000004}', NULL, NULL, '{"id":1000004,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (14, '737', '2026-11-21 05:25:08.052584+00', 1, 'u', 'public', 'item', '{"id":1000004}', NULL, '{"id":1000004,"name":"a"}', '{"id":1000004,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (15, '737', '2026-11-21 05:25:08.056156+00', 1, 'i', 'public', 'customer', '{"id":1000004}', NULL, NULL, '{"id":1000004,"email":"fd0fcf5b2b1bea34bfa19298a8f013468c3caa405cb45c23fce636936e016351"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (16, '737', '2026-11-21 05:25:08.056353+00', 1, 'i', 'public', 'log', '{"line":"1000004"}', NULL, NULL, '{"line":"1000004"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (17, '739', '2026-11-21 05:25:08.184288+00', 1, 'i', 'public', 'item', '{"id":1000005}', NULL, NULL, '{"id":1000005,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (18, '739', '2026-11-21 05:25:08.185519+00', 1, 'u', 'public', 'item', '{"id":1000005}', NULL, '{"id":1000005,"name":"a"}', '{"id":1000005,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (19, '739', '2026-11-21 05:25:08.189857+00', 1, 'i', 'public', 'customer', '{"id":1000005}', NULL, NULL, '{"id":1000005,"email":"8dfb33d79233ed7d324d3c5f1bce1b07e7a9a4efba6d83866e058ed396562c73"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (20, '739', '2026-11-21 05:25:08.191931+00', 1, 'i', 'public', 'log', '{"line":"1000005"}', NULL, NULL, '{"line":"1000005"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (21, '742', '2026-11-21 05:25:08.304448+00', 1, 'i', 'public', 'item', '{"id":1000006}', NULL, NULL, '{"id":1000006,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (22, '742', '2026-11-21 05:25:08.3074+00', 1, 'u', 'public', 'item', '{"id":1000006}', NULL, '{"id":1000006,"name":"a"}', '{"id":1000006,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (23, '742', '2026-11-21 05:25:08.3104+00', 1, 'i', 'public', 'customer', '{"id":1000006}', NULL, NULL, '{"id":1000006,"email":"1cfdbfa073418f17be57fe8eeb91b8e0255d8d6a3db6ef336ce3096b4b443ddd"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (24, '742', '2026-11-21 05:25:08.310635+00', 1, 'i', 'public', 'log', '{"line":"1000006"}', NULL, NULL, '{"line":"1000006"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (25, '745', '2026-11-21 05:25:08.427887+00', 1, 'i', 'public', 'item', '{"id":1000007}', NULL, NULL, '{"id":1000007,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (26, '745', '2026-11-21 05:25:08.428421+00', 1, 'u', 'public', 'item', '{"id":1000007}', NULL, '{"id":1000007,"name":"a"}', '{"id":1000007,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (27, '745', '2026-11-21 05:25:08.429929+00', 1, 'i', 'public', 'customer', '{"id":1000007}', NULL, NULL, '{"id":1000007,"email":"9d4a3f93bf2c9c8faa23026e969ad6f7819033cf274893e8647d0ff4ab71c958"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (28, '745', '2026-11-21 05:25:08.430134+00', 1, 'i', 'public', 'log', '{"line":"1000007"}', NULL, NULL, '{"line":"1000007"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (29, '748', '2026-11-21 05:25:08.633538+00', 1, 'i', 'public', 'item', '{"id":1000008}', NULL, NULL, '{"id":1000008,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (30, '748', '2026-11-21 05:25:08.634114+00', 1, 'u', 'public', 'item', '{"id":1000008}', NULL, '{"id":1000008,"name":"a"}', '{"id":1000008,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (31, '748', '2026-11-21 05:25:08.641998+00', 1, 'i', 'public', 'customer', '{"id":1000008}', NULL, NULL, '{"id":1000008,"email":"b077cee6128f5c00eacb8597711bf47030cfa2c58817b4509c3d94555e1a2a95"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (32, '748', '2026-11-21 05:25:08.644812+00', 1, 'i', 'public', 'log', '{"line":"1000008"}', NULL, NULL, '{"line":"1000008"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (33, '751', '2026-11-21 05:25:09.219884+00', 1, 'i', 'public', 'item', '{"id":1000009}', NULL, NULL, '{"id":1000009,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (34, '751', '2026-11-21 05:25:09.220395+00', 1, 'u', 'public', 'item', '{"id":1000009}', NULL, '{"id":1000009,"name":"a"}', '{"id":1000009,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (35, '751', '2026-11-21 05:25:09.223041+00', 1, 'i', 'public', 'customer', '{"id":1000009}', NULL, NULL, '{"id":1000009,"email":"a551f4b2bdf6808ecbb4d8166893754c62acc72819727757712eadc74ee9929d"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (36, '751', '2026-11-21 05:25:09.223217+00', 1, 'i', 'public', 'log', '{"line":"1000009"}', NULL, NULL, '{"line":"1000009"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (37, '754', '2026-11-21 05:25:09.52693+00', 1, 'i', 'public', 'item', '{"id":1000010}', NULL, NULL, '{"id":1000010,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (38, '754', '2026-11-21 05:25:09.527429+00', 1, 'u', 'public', 'item', '{"id":1000010}', NULL, '{"id":1000010,"name":"a"}', '{"id":1000010,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (39, '754', '2026-11-21 05:25:09.532385+00', 1, 'i', 'public', 'customer', '{"id":1000010}', NULL, NULL, '{"id":1000010,"email":"9dddc326177eb098945e25ecf0ab111777042989d8bd0d8839d7c03fb849ad44"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (40, '754', '2026-11-21 05:25:09.532591+00', 1, 'i', 'public', 'log', '{"line":"1000010"}', NULL, NULL, '{"line":"1000010"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (41, '756', '2026-11-21 05:25:09.792617+00', 1, 'i', 'public', 'item', '{"id":1000100}', NULL, NULL, '{"id":1000100,"name":"straggler"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (42, '757', '2026-11-21 05:25:10.362094+00', 1, 'i', 'public', 'item', '{"id":1000011}', NULL, NULL, '{"id":1000011,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (43, '757', '2026-11-21 05:25:10.36266+00', 1, 'u', 'public', 'item', '{"id":1000011}', NULL, '{"id":1000011,"name":"a"}', '{"id":1000011,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (44, '757', '2026-11-21 05:25:10.363874+00', 1, 'i', 'public', 'customer', '{"id":1000011}', NULL, NULL, '{"id":1000011,"email":"a6615b0b0bcfd68588e5db6aeeef9bd45968fbf00948cebfdb1c3c571776c473"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (45, '757', '2026-11-21 05:25:10.364051+00', 1, 'i', 'public', 'log', '{"line":"1000011"}', NULL, NULL, '{"line":"1000011"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (46, '760', '2026-11-21 05:25:10.663264+00', 1, 'i', 'public', 'item', '{"id":1000012}', NULL, NULL, '{"id":1000012,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (47, '760', '2026-11-21 05:25:10.663931+00', 1, 'u', 'public', 'item', '{"id":1000012}', NULL, '{"id":1000012,"name":"a"}', '{"id":1000012,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (48, '760', '2026-11-21 05:25:10.665874+00', 1, 'i', 'public', 'customer', '{"id":1000012}', NULL, NULL, '{"id":1000012,"email":"bdd17a030acbd4fa06bfb2168a508d34d44163333ca47373797086d166e0e6fa"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (49, '760', '2026-11-21 05:25:10.666076+00', 1, 'i', 'public', 'log', '{"line":"1000012"}', NULL, NULL, '{"line":"1000012"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (50, '763', '2026-11-21 05:25:11.069449+00', 1, 'i', 'public', 'item', '{"id":1000013}', NULL, NULL, '{"id":1000013,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (51, '763', '2026-11-21 05:25:11.070503+00', 1, 'u', 'public', 'item', '{"id":1000013}', NULL, '{"id":1000013,"name":"a"}', '{"id":1000013,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (52, '763', '2026-11-21 05:25:11.082702+00', 1, 'i', 'public', 'customer', '{"id":1000013}', NULL, NULL, '{"id":1000013,"email":"bc858af6f9f8c1831929776ad266eb12b9d106aa8510b21a6956ea8cc9354bf3"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (53, '763', '2026-11-21 05:25:11.082969+00', 1, 'i', 'public', 'log', '{"line":"1000013"}', NULL, NULL, '{"line":"1000013"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (54, '765', '2026-11-21 05:25:11.578676+00', 1, 'i', 'public', 'item', '{"id":1000014}', NULL, NULL, '{"id":1000014,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (55, '765', '2026-11-21 05:25:11.579281+00', 1, 'u', 'public', 'item', '{"id":1000014}', NULL, '{"id":1000014,"name":"a"}', '{"id":1000014,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (56, '765', '2026-11-21 05:25:11.580697+00', 1, 'i', 'public', 'customer', '{"id":1000014}', NULL, NULL, '{"id":1000014,"email":"b3d0cf3b1a83a780cdaf09235c3c77659486f194b2602269b5b79e93bc6348ab"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (57, '765', '2026-11-21 05:25:11.592116+00', 1, 'i', 'public', 'log', '{"line":"1000014"}', NULL, NULL, '{"line":"1000014"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (58, '768', '2026-11-21 05:25:12.028118+00', 1, 'i', 'public', 'item', '{"id":1000015}', NULL, NULL, '{"id":1000015,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (59, '768', '2026-11-21 05:25:12.028797+00', 1, 'u', 'public', 'item', '{"id":1000015}', NULL, '{"id":1000015,"name":"a"}', '{"id":1000015,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (60, '768', '2026-11-21 05:25:12.035346+00', 1, 'i', 'public', 'customer', '{"id":1000015}', NULL, NULL, '{"id":1000015,"email":"b2072e7343d6a2cdb8cd1368c4897fbb3f5615e72badf7e5d8f4f3c7c927542b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (61, '768', '2026-11-21 05:25:12.035649+00', 1, 'i', 'public', 'log', '{"line":"1000015"}', NULL, NULL, '{"line":"1000015"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (62, '770', '2026-11-21 05:25:12.358422+00', 1, 'i', 'public', 'item', '{"id":1000016}', NULL, NULL, '{"id":1000016,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (63, '770', '2026-11-21 05:25:12.358931+00', 1, 'u', 'public', 'item', '{"id":1000016}', NULL, '{"id":1000016,"name":"a"}', '{"id":1000016,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (64, '770', '2026-11-21 05:25:12.360243+00', 1, 'i', 'public', 'customer', '{"id":1000016}', NULL, NULL, '{"id":1000016,"email":"1cf7e3d26b0c7fd0678c764d11d8ceb271c2e4524c80a52573d1a3bbd79b0a79"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (65, '770', '2026-11-21 05:25:12.360425+00', 1, 'i', 'public', 'log', '{"line":"1000016"}', NULL, NULL, '{"line":"1000016"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (66, '772', '2026-11-21 05:25:12.583229+00', 1, 'i', 'public', 'item', '{"id":1000017}', NULL, NULL, '{"id":1000017,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (67, '772', '2026-11-21 05:25:12.583807+00', 1, 'u', 'public', 'item', '{"id":1000017}', NULL, '{"id":1000017,"name":"a"}', '{"id":1000017,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (68, '772', '2026-11-21 05:25:12.592395+00', 1, 'i', 'public', 'customer', '{"id":1000017}', NULL, NULL, '{"id":1000017,"email":"46b135b4b5146d1561027f0969220791bd6f23d5e324ad3b036caa566d3b4784"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (69, '772', '2026-11-21 05:25:12.592663+00', 1, 'i', 'public', 'log', '{"line":"1000017"}', NULL, NULL, '{"line":"1000017"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (70, '774', '2026-11-21 05:25:12.802018+00', 1, 'i', 'public', 'item', '{"id":1000018}', NULL, NULL, '{"id":1000018,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (71, '774', '2026-11-21 05:25:12.814295+00', 1, 'u', 'public', 'item', '{"id":1000018}', NULL, '{"id":1000018,"name":"a"}', '{"id":1000018,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (72, '774', '2026-11-21 05:25:12.817526+00', 1, 'i', 'public', 'customer', '{"id":1000018}', NULL, NULL, '{"id":1000018,"email":"ad034ab6d204424b399ae545821454566163b4fdbdc44cc0f4502d8522067f97"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (73, '774', '2026-11-21 05:25:12.817765+00', 1, 'i', 'public', 'log', '{"line":"1000018"}', NULL, NULL, '{"line":"1000018"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (74, '776', '2026-11-21 05:25:13.212088+00', 1, 'i', 'public', 'item', '{"id":1000019}', NULL, NULL, '{"id":1000019,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (75, '776', '2026-11-21 05:25:13.213687+00', 1, 'u', 'public', 'item', '{"id":1000019}', NULL, '{"id":1000019,"name":"a"}', '{"id":1000019,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (76, '776', '2026-11-21 05:25:13.220068+00', 1, 'i', 'public', 'customer', '{"id":1000019}', NULL, NULL, '{"id":1000019,"email":"2e31c656899e85da34b0db7752d6da1bf391bc599a9c4dbb9c119d1b2dbcc815"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (77, '776', '2026-11-21 05:25:13.22063+00', 1, 'i', 'public', 'log', '{"line":"1000019"}', NULL, NULL, '{"line":"1000019"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (78, '778', '2026-11-21 05:25:13.826581+00', 1, 'i', 'public', 'item', '{"id":1000020}', NULL, NULL, '{"id":1000020,"name":"a"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (79, '778', '2026-11-21 05:25:13.827148+00', 1, 'u', 'public', 'item', '{"id":1000020}', NULL, '{"id":1000020,"name":"a"}', '{"id":1000020,"name":"b"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (80, '778', '2026-11-21 05:25:13.834337+00', 1, 'i', 'public', 'customer', '{"id":1000020}', NULL, NULL, '{"id":1000020,"email":"4bfc201750160d6c0cf1d14f3beb552a15fffeef8a81730e6c27a5993c792658"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (81, '778', '2026-11-21 05:25:13.834664+00', 1, 'i', 'public', 'log', '{"line":"1000020"}', NULL, NULL, '{"line":"1000020"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (82, '782', '2026-11-21 05:25:14.351783+00', 1, 'u', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"b"}', '{"id":1000001,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (83, '782', '2026-11-21 05:25:14.351945+00', 1, 'u', 'public', 'item', '{"id":1000002}', NULL, '{"id":1000002,"name":"b"}', '{"id":1000002,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (84, '782', '2026-11-21 05:25:14.351971+00', 1, 'u', 'public', 'item', '{"id":1000003}', NULL, '{"id":1000003,"name":"b"}', '{"id":1000003,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (85, '782', '2026-11-21 05:25:14.351987+00', 1, 'u', 'public', 'item', '{"id":1000004}', NULL, '{"id":1000004,"name":"b"}', '{"id":1000004,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (86, '782', '2026-11-21 05:25:14.352003+00', 1, 'u', 'public', 'item', '{"id":1000005}', NULL, '{"id":1000005,"name":"b"}', '{"id":1000005,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (87, '782', '2026-11-21 05:25:14.35202+00', 1, 'u', 'public', 'item', '{"id":1000006}', NULL, '{"id":1000006,"name":"b"}', '{"id":1000006,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (88, '782', '2026-11-21 05:25:14.352029+00', 1, 'u', 'public', 'item', '{"id":1000007}', NULL, '{"id":1000007,"name":"b"}', '{"id":1000007,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (89, '782', '2026-11-21 05:25:14.352037+00', 1, 'u', 'public', 'item', '{"id":1000008}', NULL, '{"id":1000008,"name":"b"}', '{"id":1000008,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (90, '782', '2026-11-21 05:25:14.352045+00', 1, 'u', 'public', 'item', '{"id":1000009}', NULL, '{"id":1000009,"name":"b"}', '{"id":1000009,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (91, '782', '2026-11-21 05:25:14.352052+00', 1, 'u', 'public', 'item', '{"id":1000010}', NULL, '{"id":1000010,"name":"b"}', '{"id":1000010,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (92, '782', '2026-11-21 05:25:14.35206+00', 1, 'u', 'public', 'item', '{"id":1000100}', NULL, '{"id":1000100,"name":"straggler"}', '{"id":1000100,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (93, '782', '2026-11-21 05:25:14.352068+00', 1, 'u', 'public', 'item', '{"id":1000011}', NULL, '{"id":1000011,"name":"b"}', '{"id":1000011,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (94, '782', '2026-11-21 05:25:14.352075+00', 1, 'u', 'public', 'item', '{"id":1000012}', NULL, '{"id":1000012,"name":"b"}', '{"id":1000012,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (95, '782', '2026-11-21 05:25:14.352082+00', 1, 'u', 'public', 'item', '{"id":1000013}', NULL, '{"id":1000013,"name":"b"}', '{"id":1000013,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (96, '782', '2026-11-21 05:25:14.35209+00', 1, 'u', 'public', 'item', '{"id":1000014}', NULL, '{"id":1000014,"name":"b"}', '{"id":1000014,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (97, '782', '2026-11-21 05:25:14.352099+00', 1, 'u', 'public', 'item', '{"id":1000015}', NULL, '{"id":1000015,"name":"b"}', '{"id":1000015,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (98, '782', '2026-11-21 05:25:14.352107+00', 1, 'u', 'public', 'item', '{"id":1000016}', NULL, '{"id":1000016,"name":"b"}', '{"id":1000016,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (99, '782', '2026-11-21 05:25:14.352114+00', 1, 'u', 'public', 'item', '{"id":1000017}', NULL, '{"id":1000017,"name":"b"}', '{"id":1000017,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (100, '782', '2026-11-21 05:25:14.352122+00', 1, 'u', 'public', 'item', '{"id":1000018}', NULL, '{"id":1000018,"name":"b"}', '{"id":1000018,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (101, '782', '2026-11-21 05:25:14.352129+00', 1, 'u', 'public', 'item', '{"id":1000019}', NULL, '{"id":1000019,"name":"b"}', '{"id":1000019,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (102, '782', '2026-11-21 05:25:14.352137+00', 1, 'u', 'public', 'item', '{"id":1000020}', NULL, '{"id":1000020,"name":"b"}', '{"id":1000020,"name":"c"}', NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (103, '782', '2026-11-21 05:25:14.355834+00', 1, 'd', 'public', 'item', '{"id":1000001}', NULL, '{"id":1000001,"name":"c"}', NULL, NULL, NULL, NULL);
INSERT INTO tailrace.outbox_segment_1 VALUES (104, '782', '2026-11-21 05:25:14.35603+00', 1, 'u', 'public', 'item', '{"id":1000101}', '{"id":1000100}', '{"id":1000100,"name":"c"}', '{"id":1000101,"name":"c"}', NULL, NULL, NULL);

INSERT INTO tailrace.replay OVERRIDING SYSTEM VALUE VALUES (1, 'changes', 1, 5, NULL, NULL, NULL, NULL, 0, 0, 'requested', '2026-11-21 05:25:14.358669+00', 'postgres', NULL);

INSERT INTO tailrace.sink VALUES ('changes', 'file', '756:779:756', 81, NULL, NULL, NULL, 1, NULL, 'stopped', 80, '2026-11-21 05:25:13.943571+00', NULL, NULL, NULL, 0, NULL, '2026-11-21 05:25:07.587756+00');

INSERT INTO tailrace.source VALUES (true, 'shop', '581de23d-41a1-45a3-9986-7c981302446a', 7710491519820470586, 0, '2026-11-21 05:25:07.295571+00', '1f5e2fc8-a4f9-4184-9eab-1a243323a2cf');

SELECT pg_catalog.setval('tailrace.current_segment', 1, true);

SELECT pg_catalog.setval('tailrace.outbox_seq', 104, true);

SELECT pg_catalog.setval('tailrace.replay_id_seq', 1, true);

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY tailrace.replay
    ADD CONSTRAINT replay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY tailrace.sink
    ADD CONSTRAINT sink_pkey PRIMARY KEY (name);

ALTER TABLE ONLY tailrace.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (only_row);

CREATE INDEX delivery_last_seq_index ON tailrace.delivery USING btree (last_seq);

CREATE INDEX outbox_seq_index ON ONLY tailrace.outbox USING btree (seq);

CREATE INDEX outbox_segment_1_seq_idx ON tailrace.outbox_segment_1 USING btree (seq);

CREATE INDEX outbox_xid_seq_index ON ONLY tailrace.outbox USING btree (xid, seq);

CREATE INDEX outbox_segment_1_xid_seq_idx ON tailrace.outbox_segment_1 USING btree (xid, seq);

CREATE INDEX outbox_segment_2_seq_idx ON tailrace.outbox_segment_2 USING btree (seq);

CREATE INDEX outbox_segment_2_xid_seq_idx ON tailrace.outbox_segment_2 USING btree (xid, seq);

CREATE INDEX outbox_segment_3_seq_idx ON tailrace.outbox_segment_3 USING btree (seq);

CREATE INDEX outbox_segment_3_xid_seq_idx ON tailrace.outbox_segment_3 USING btree (xid, seq);

CREATE INDEX outbox_segment_default_seq_idx ON tailrace.outbox_segment_default USING btree (seq);

CREATE INDEX outbox_segment_default_xid_seq_idx ON tailrace.outbox_segment_default USING btree (xid, seq);

CREATE INDEX replay_open_index ON tailrace.replay USING btree (sink, id) WHERE (state = ANY (ARRAY['requested'::text, 'running'::text]));

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

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.customer FOR EACH ROW WHEN ((old.* *<> new.*)) EXECUTE FUNCTION tailrace.capture_16391_update();

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.item FOR EACH ROW WHEN ((old.* *<> new.*)) EXECUTE FUNCTION tailrace.capture_16384_update();

CREATE TRIGGER _tailrace_update AFTER UPDATE ON public.log FOR EACH ROW WHEN ((old.* *<> new.*)) EXECUTE FUNCTION tailrace.capture_16398_update();

ALTER TABLE ONLY tailrace.delivery
    ADD CONSTRAINT delivery_sink_fkey FOREIGN KEY (sink) REFERENCES tailrace.sink(name) ON DELETE CASCADE;

ALTER TABLE ONLY tailrace.replay
    ADD CONSTRAINT replay_sink_fkey FOREIGN KEY (sink) REFERENCES tailrace.sink(name) ON DELETE CASCADE;

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

