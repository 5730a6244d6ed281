/// Tables of every kind that capture knows, for a workload of every kind of statement.
enum EqualitySchema {
    static let tables = """
        public.*: {}
        public.log: { key: row }
        public.metric: { key: [name, at] }
        """

    static let sql = """
        create table account (id integer primary key, name text, balance numeric not null default 0, data jsonb);

        create table customer (id integer primary key, name text not null);
        create table orders (
            id bigint generated always as identity primary key,
            customer integer not null references customer on update cascade on delete cascade,
            state text not null default 'open'
        );
        create index on orders (customer);
        create table order_line (
            "order" bigint references orders on delete cascade,
            place integer,
            quantity numeric not null,
            price numeric(12, 4) not null,
            total numeric generated always as (quantity * price) stored,
            primary key ("order", place)
        );
        create table reminder (
            id integer primary key,
            customer integer references customer on update cascade on delete set null,
            note text
        );
        create index on reminder (customer);
        create table tree (
            id integer primary key,
            parent integer references tree on update cascade on delete cascade deferrable,
            note text
        );
        create index on tree (parent);

        create table event (id integer, day date, note text, primary key (id, day)) partition by range (day);
        create table event_1 partition of event for values from ('2024-01-01') to ('2024-02-01');
        create table event_2 partition of event for values from ('2024-02-01') to ('2024-03-01');
        create table event_rest partition of event default;
        create table deep (kind text, id integer, note text, primary key (kind, id)) partition by list (kind);
        create table deep_a partition of deep for values in ('a') partition by hash (id);
        create table deep_a0 partition of deep_a for values with (modulus 2, remainder 0);
        create table deep_a1 (note text, id integer not null, kind text not null);
        alter table deep_a attach partition deep_a1 for values with (modulus 2, remainder 1);
        create table deep_rest partition of deep default;

        create table log (at integer, what text);
        create table metric (name text, at integer, value double precision);

        do $$ begin execute (
            select 'create table wide (id integer primary key, '
                || string_agg(format('c%s %s', n, case when n % 3 = 0 then 'integer' else 'text default ''d''' end), ', ')
                || ')'
            from generate_series(1, 100) as n
        ); end $$;
        create table document (id integer primary key, title text, content text, attributes json);
        create table tag (name text primary key, uses integer not null default 0);
        create table stock (place smallint, article integer, amount integer not null, primary key (article, place));
        create table inbox (id integer primary key, body text);
        create table archive (id integer, moved_by integer, body text, primary key (id, moved_by));
        create table sensor (
            id integer primary key, value double precision, at timestamptz, lasts interval, during tstzrange,
            readings real[], raw bytea, place point, state "char", extra numeric
        );
        create table city (id integer primary key, name text);
        create table capital (country text, primary key (id)) inherits (city);
        create table "Order Lines'" ("Line No" integer primary key, "a\\b" text);
        create table scratch (id integer primary key, note text);

        create table document_version (id integer primary key, version integer not null default 0, name text);
        create function count_version() returns trigger language plpgsql as $$
        begin
            if new.version = old.version then
                update document_version set version = version + 1 where id = new.id;
            end if;
            return null;
        end $$;
        create trigger count_version after update on document_version for each row execute function count_version();
        """

    /// What there is to begin with, made when capture is there: the stream must have it all.
    static let given = """
        insert into account select n, 'account ' || n from generate_series(1, 300) as n;
        insert into customer select n, 'customer ' || n from generate_series(1, 100) as n;
        insert into tree values (1, null, 'root');
        """
}
