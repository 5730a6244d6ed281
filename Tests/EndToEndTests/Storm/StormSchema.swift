/// The application's tables. Each change of a key takes the next version from `counter`, in the same transaction, and
/// stores it in `item`, which is captured. So the committed counters tell what must arrive, whatever the outbox says.
enum StormSchema {
    /// The keys that the writers fight for.
    static let contended = 1...60
    /// The keys of ``StormCrossing``.
    static let crossing = 101...110
    /// How many rows a bulk transaction makes.
    static let bulkRows = 2_000

    static let sql = """
        create table public.item (id integer primary key, version bigint not null, note text);

        create table public.counter (key integer primary key, version bigint not null);

        insert into public.counter
        select key, 0
        from generate_series(\(contended.lowerBound), \(crossing.upperBound)) as key;

        create sequence public.bulk;

        -- Makes the row with this key, changes it, or takes it away.
        create function public.change(changed integer, removes boolean) returns void language plpgsql as $$
        declare
            next bigint;
        begin
            update public.counter set version = version + 1 where key = changed returning version into next;
            if not exists (select from public.item where id = changed) then
                insert into public.item values (changed, next, repeat('new ', changed % 20));
            elsif removes then
                delete from public.item where id = changed;
            else
                update public.item set version = next, note = 'changed' where id = changed;
            end if;
        end $$;

        -- Gives a row another key, where the one is taken and the other is not: a change of both keys.
        create function public.move(source integer, target integer) returns void language plpgsql as $$
        declare
            next bigint;
        begin
            perform from public.counter where key = source for update;
            perform from public.counter where key = target for update;
            if exists (select from public.item where id = source)
                and not exists (select from public.item where id = target) then
                update public.counter set version = version + 1 where key = source;
                update public.counter set version = version + 1 where key = target returning version into next;
                update public.item set id = target, version = next where id = source;
            end if;
        end $$;

        create function public.make_many(rows integer) returns void language plpgsql as $$
        declare
            first integer := 1000000 + rows * nextval('public.bulk');
        begin
            insert into public.counter select first + number, 1 from generate_series(1, rows) as number;
            insert into public.item select first + number, 1, 'bulk' from generate_series(1, rows) as number;
        end $$;
        """
}
