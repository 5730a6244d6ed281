import ChanceTesting
import TailraceCore
import Testing

@Suite struct TablePatternTests {
    @Test(arguments: [
        ("public.orders", "public", "orders"),
        ("Public.ORDERS", "public", "orders"),
        ("\"Sales\".\"Order Lines\"", "Sales", "Order Lines"),
        ("public.\"a.b\"", "public", "a.b"),
        ("\"say \"\"hi\"\"\".t", "say \"hi\"", "t"),
        ("public.\"*\"", "public", "*"),
        ("s.Größe", "s", "größe"),
        ("s.ÄRGER", "s", "Ärger"),
        ("s.\"x'); drop table y; --\"", "s", "x'); drop table y; --"),
    ])
    func `a table is written as in SQL`(text: String, schema: String, name: String) throws {
        let relation = RelationName(schema: schema, name: name)
        #expect(try TablePattern(text) == .table(relation))
        #expect(try TablePattern(text).matches(relation))
        #expect(try !TablePattern(text).matches(RelationName(schema: schema, name: name + "x")))
    }

    @Test(arguments: [("sales.*", "sales"), ("SALES.*", "sales"), ("\"Sales\".*", "Sales"), ("\"a.*\".*", "a.*")])
    func `a star means every table of a schema`(text: String, schema: String) throws {
        let pattern = try TablePattern(text)
        #expect(pattern == .schema(schema))
        #expect(pattern.matches(RelationName(schema: schema, name: "Any \"thing")))
        #expect(!pattern.matches(RelationName(schema: schema + "x", name: "t")))
    }

    @Test(arguments: [
        "", ".", "*", "*.*", "orders", "public.", ".orders", "a.b.c", "public.or*", "public.**", "public .orders",
        "public. orders", " public.orders", "public.orders ", "\"public.orders", "\"\".orders", "public.\"\"",
        "public.\"a\"b", "public.a\"b\"", "\"a\"\"b.c", "public.\"x\".*", "public.*x", "public.a\nb",
    ])
    func `nonsense is refused, with the text`(text: String) {
        #expect(throws: MalformedValue(type: "table name (schema.table or schema.*)", text: text)) {
            try TablePattern(text)
        }
    }

    @Test(arguments: seeds)
    func `every name there can be is read back from how it is shown`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let relation = RelationName(schema: Self.name(&generator), name: Self.name(&generator))
            #expect(try TablePattern(relation.description) == .table(relation), "seed \(seed)")
            let schema = TablePattern.schema(relation.schema)
            #expect(try TablePattern(schema.description) == schema, "seed \(seed)")
        }
    }

    @Test func `names are ordered by schema, then by name, and bare only where SQL takes them bare`() {
        let names = [("b", "a"), ("a", "Z"), ("a", "a1"), ("a", "1a")].map(RelationName.init)
        #expect(names.sorted().map(\.description) == ["a.\"1a\"", "a.\"Z\"", "a.a1", "b.a"])
    }

    private static func name(_ generator: inout SeededGenerator) -> String {
        let alphabet: [Character] = ["a", "Z", "0", "_", "\"", ".", "*", " ", "ä", "Ä", "\n", "'", "\\", "🙂", "$"]
        return String(
            (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? "a"
            })
    }
}
