import ChanceTesting

/// Statements of every kind on the tables of ``EqualitySchema``, by chance.
struct EqualityStatements {
    enum Statement {
        case sql(String)
        /// Rows for COPY … FROM STDIN.
        case copy(String, rows: String)
    }

    var chance: SeededGenerator
    /// MERGE came with PostgreSQL 15.
    let knowsMerge: Bool

    private mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &chance) }
    private mutating func text() -> String {
        ["", "plain", "it''s", #"back\slash"#, #""quoted""#, "漢字 😀", "tab\there", "line\nbreak"]
            .randomElement(using: &chance).map { "'\($0) \(number(1...99))'" } ?? "null"
    }
    private mutating func day() -> String { "'2024-0\(number(1...4))-\(number(10...28))'" }
    private mutating func kind() -> String { ["'a'", "'b'", "'c'"].randomElement(using: &chance) ?? "'a'" }

    /// Any statement.
    mutating func next() -> Statement {
        switch number(0...99) {
        case 0..<12: .sql(account())
        case 12..<26: .sql(shop())
        case 26..<31: .sql(tree())
        case 31..<41: .sql(partitions())
        case 41..<51: keyless()
        case 51..<59: .sql(wideAndLong())
        case 59..<69: .sql(keys())
        case 69..<75: .sql(moves())
        case 75..<82: .sql(types())
        case 82..<88: .sql(families())
        case 88..<93: .sql(versions())
        case 93..<99: scratch()
        default: .sql(several())
        }
    }

    private mutating func account() -> String {
        let id = number(1...300)
        switch number(0...(knowsMerge ? 5 : 4)) {
        case 0: return "update account set balance = balance + \(number(1...500)) / 7.0 where id = \(id)"
        case 1:
            return "update account set data = coalesce(data, '{}') || '{\"n\": \(number(1...9)).10}' where id = \(id)"
        case 2:
            return """
                update account set balance = v.balance from (values (\(id), 1.10), (\(id + 1), 1.1)) as v (id, balance) \
                where account.id = v.id
                """
        case 3:
            return """
                insert into account values (\(id), \(text())), (\(id + 200), \(text())) \
                on conflict (id) do update set name = excluded.name where account.balance < 1000
                """
        case 4: return "delete from account where id = \(id + 150)"
        default:
            return """
                merge into account using (values (\(id), 5), (\(id + 250), 6)) as v (id, amount) on v.id = account.id \
                when matched and account.balance > 900 then delete \
                when matched then update set balance = balance + v.amount \
                when not matched then insert (id, name, balance) values (v.id, \(text()), v.amount)
                """
        }
    }

    private mutating func shop() -> String {
        let customer = number(1...120)
        switch number(0...8) {
        case 0: return "insert into customer values (\(customer), \(text())) on conflict do nothing"
        case 1: return "delete from customer where id = \(customer)"
        case 2: return "update customer set id = \(number(1...120)) where id = \(customer)"
        case 3:
            return """
                with placed as (insert into orders (customer) select id from customer where id = \(customer) returning id) \
                insert into order_line ("order", place, quantity, price) \
                select id, n, n * 1.5, \(number(1...999)).5 from placed, generate_series(1, \(number(1...4))) as n
                """
        case 4: return "update orders set state = \(text()) where customer = \(customer)"
        case 5:
            return
                "update order_line set quantity = quantity + 1 where place = \(number(1...4)) and \"order\" % 40 = \(number(0...39))"
        case 6: return "delete from orders where customer = \(customer)"
        case 7:
            return """
                insert into reminder select \(number(1...300)), id, \(text()) from customer where id = \(customer) \
                on conflict (id) do update set customer = excluded.customer
                """
        default: return "delete from order_line where place = 4 and \"order\" % 10 = \(number(0...9))"
        }
    }

    private mutating func tree() -> String {
        switch number(0...4) {
        case 0, 1:
            return """
                insert into tree select \(number(2...400)), id, \(text()) from tree order by id desc limit 1 \
                on conflict do nothing
                """
        case 2: return "update tree set note = \(text()) where id % 7 = \(number(0...6)) and id > 1"
        case 3: return "delete from tree where id = \(number(30...400))"
        default: return "update tree set id = id + 1000 where id = \(number(2...400))"
        }
    }

    private mutating func partitions() -> String {
        switch number(0...8) {
        case 0, 1:
            return """
                insert into event values (\(number(1...300)), \(day()), \(text())) \
                on conflict (id, day) do update set note = excluded.note
                """
        case 2: return "update event set day = \(day()) where id = \(number(1...300)) and day = \(day())"
        case 3: return "update event set note = \(text()) where id % 50 = \(number(0...49))"
        case 4: return "delete from event where id = \(number(1...300))"
        case 5: return "update event_1 set note = \(text()) where id % 20 = \(number(0...19))"
        case 6: return "insert into deep values (\(kind()), \(number(1...200)), \(text())) on conflict do nothing"
        case 7: return "update deep set kind = \(kind()) where id = \(number(1...200))"
        default: return "delete from deep where id = \(number(1...200))"
        }
    }

    private mutating func keyless() -> Statement {
        switch number(0...6) {
        case 0: .sql("insert into log select n, \(text()) from generate_series(1, \(number(1...5))) as n")
        case 1: .sql("update log set at = at + 1 where at = \(number(1...50))")
        case 2: .sql("delete from log where ctid in (select ctid from log where at = \(number(1...30)) limit 2)")
        case 3:
            .copy(
                "copy log from stdin",
                rows: (1...number(1...9)).map { "\($0)\tcopied\n" }.joined())
        case 4: .sql("insert into metric values ('m\(number(1...9))', \(number(1...99)), random()), (null, 1, 'NaN')")
        case 5: .sql("update metric set value = -value where name = 'm\(number(1...9))' and at = \(number(1...99))")
        default: .sql("delete from metric where at = \(number(1...99))")
        }
    }

    private mutating func wideAndLong() -> String {
        let id = number(1...150)
        switch number(0...6) {
        case 0: return "insert into wide (id, c1) values (\(id), \(text())) on conflict do nothing"
        case 1: return "update wide set c\(number(0...30) * 3 + 3) = \(number(1...99)) where id = \(id)"
        case 2: return "update wide set c100 = \(text()) where id % 50 = \(id % 50)"
        case 3: return "delete from wide where id = \(id)"
        case 4:
            return """
                insert into document select \(id), \(text()), string_agg(md5((n + \(id))::text), ''), \
                '{"b" : 1, "a" : [1.10]}' from generate_series(1, \(number(1...300))) as n \
                on conflict (id) do update set content = excluded.content || document.title
                """
        case 5: return "update document set title = \(text()) where id = \(id)"
        default: return "delete from document where id = \(id)"
        }
    }

    private mutating func keys() -> String {
        switch number(0...7) {
        case 0:
            return "insert into tag values (\(text())) on conflict (name) do update set uses = tag.uses + 1"
        case 1: return "update tag set name = name || '+' where uses % 9 = \(number(0...8)) and length(name) < 40"
        case 2: return "delete from tag where length(name) > 30 or uses > 60"
        case 3:
            return """
                insert into stock values (\(number(1...9)), \(number(1...99)), 1) \
                on conflict (article, place) do update set amount = stock.amount + 1
                """
        case 4:
            return
                "update stock set place = \(number(1...9)) where article = \(number(1...99)) and place = \(number(1...9))"
        case 5: return "delete from stock where article = \(number(1...99))"
        case 6:
            return """
                insert into "Order Lines'" values (\(number(1...200)), \(text())) \
                on conflict ("Line No") do update set "a\\b" = excluded."a\\b"
                """
        default:
            return "update \"Order Lines'\" set \"Line No\" = \(number(1...200)) where \"Line No\" = \(number(1...200))"
        }
    }

    private mutating func moves() -> String {
        switch number(0...3) {
        case 0, 1:
            return
                "insert into inbox select n, \(text()) from generate_series(\(number(1...90)), 95) as n on conflict do nothing"
        case 2:
            return """
                with gone as (delete from inbox where id % 9 = \(number(0...8)) returning *) \
                insert into archive select id, \(number(1...9)), body from gone on conflict do nothing
                """
        default: return "delete from archive where moved_by = \(number(1...9))"
        }
    }

    private mutating func types() -> String {
        let id = number(1...200)
        switch number(0...3) {
        case 0, 1:
            return """
                insert into sensor values (\(id), random() * 1e300, clock_timestamp(), \
                make_interval(secs => \(number(-9999...9999)) / 7.0), tstzrange(now() - interval '1 day', now()), \
                array[random(), null, 'NaN'], decode(md5('\(id)'), 'hex'), point(random(), -random()), 'x', \
                1e-30::numeric * \(number(1...99))) \
                on conflict (id) do update set value = -sensor.value, at = excluded.at, readings = sensor.readings || 1.5::real
                """
        case 2: return "update sensor set value = 'NaN', lasts = -lasts, state = null, at = 'infinity' where id = \(id)"
        default: return "delete from sensor where id = \(id)"
        }
    }

    private mutating func families() -> String {
        let id = number(1...100)
        switch number(0...4) {
        case 0: return "insert into city values (\(id), \(text())) on conflict do nothing"
        case 1: return "insert into capital values (\(id), \(text()), 'XX') on conflict do nothing"
        case 2: return "update city set name = \(text()) where id % 20 = \(id % 20)"
        case 3:
            return
                "update city set id = \(number(1...100) + 1_000_000) where id = \(id) and not exists (select from city where id > 1000000)"
        default: return "delete from city where id = \(id)"
        }
    }

    private mutating func versions() -> String {
        let id = number(1...100)
        return switch number(0...3) {
        case 0: "insert into document_version (id, name) values (\(id), \(text())) on conflict do nothing"
        case 1: "update document_version set name = \(text()) where id = \(id)"
        case 2: "update document_version set name = \(text()) where id % 25 = \(id % 25)"
        default: "delete from document_version where id = \(id)"
        }
    }

    private mutating func scratch() -> Statement {
        switch number(0...19) {
        case 0: .sql("truncate scratch")
        case 1..<6:
            .copy(
                "copy scratch (id, note) from stdin",
                rows: (0...number(1...20)).map { "\(number(1...1_000_000) * 100 + $0)\tcopied \\\\ \\N\n" }.joined())
        case 6..<12:
            .sql(
                "insert into scratch select n, \(text()) from generate_series(\(number(1...99)), 110) as n on conflict do nothing"
            )
        case 12..<16: .sql("update scratch set note = \(text()) where id % 13 = \(number(0...12))")
        default: .sql("delete from scratch where id % 17 = \(number(0...16))")
        }
    }

    private mutating func several() -> String {
        number(0...9) == 0
            ? "truncate inbox, archive"
            : """
            do $$ begin
                begin
                    update account set name = \(text()) where id = \(number(1...300));
                    insert into tag values ('once', \(number(1...9)));
                    perform 1 / (\(number(0...1)));
                exception when others then
                    update account set name = \(text()) where id = \(number(1...300));
                end;
            end $$
            """
    }
}
