import Configuration
import TailraceCore
import Testing

@testable import Capture

struct TableSelectionTests {
    @Test func anEntryForATableTakesPrecedenceOverItsSchemas() throws {
        let selection = try select("public.*: {}\n  public.log: { key: row }", from: [orders, log])
        #expect(selection.map(\.name.name) == ["log", "orders"])
        #expect(selection.map(\.key) == [.row, .columns(["id"])])
    }

    @Test func theOrderOfTheEntriesDoesNotMatter() throws {
        #expect(
            try select("public.log: { key: row }\n  public.*: {}", from: [orders, log])
                == select("public.*: {}\n  public.log: { key: row }", from: [orders, log]))
    }

    @Test func partitionsAreTheirParentsBusiness() throws {
        let parent = relation("events", kind: .partitionedTable, primaryKey: ["id"])
        let partition = relation("events_1", isPartition: true, primaryKey: ["id"])
        #expect(try select("public.*: {}", from: [parent, partition]).map(\.name.name) == ["events"])
        #expect(
            problem("public.events_1: {}", from: [parent, partition])
                == "public.events_1 is a partition; name its parent, which captures all of its partitions")
    }

    @Test func viewsAreRefused() {
        #expect(
            problem("public.totals: {}", from: [relation("totals", kind: .view)])
                == "public.totals is a view; only tables can be captured")
    }

    @Test func aTableWithoutPrimaryKeyNeedsAChoice() {
        #expect(
            problem("public.log: {}", from: [log])
                == """
                public.log has no primary key; add one, or write what tells its rows apart as \
                `public.log: { key: [column, …] }`, or `{ key: row }` to take the whole row
                """)
    }

    @Test func keyColumnsMustExist() throws {
        #expect(
            problem("public.log: { key: [at, hwo] }", from: [log])
                == "public.log has no column hwo for its key; its columns are at, who")
        #expect(try select("public.log: { key: [who, at] }", from: [log]).map(\.key) == [.columns(["who", "at"])])
    }

    @Test func aMissingTableIsGuessed() {
        #expect(
            problem("public.ordres: {}", from: [orders])
                == "there is no table public.ordres; did you mean public.orders?")
        #expect(
            problem("sales.orders: {}", from: [orders]) == "there is no table sales.orders; did you mean public.orders?"
        )
        #expect(problem("public.zebra: {}", from: [orders]) == "there is no table public.zebra in this database")
    }

    @Test func everyProblemIsReported() {
        #expect(problems("public.zebra: {}\n  nonsense: {}\n  public.log: {}", from: [orders, log]).count == 3)
    }

    private let orders = relation("orders", primaryKey: ["id"], columns: ["id", "name"])
    private let log = relation("log", columns: ["at", "who"])

    private func select(_ tables: String, from relations: [Catalog.Relation]) throws -> [CapturedTable] {
        let file = try ConfigurationFile.parse("tables:\n  \(tables)\n", file: "test.yaml")
        let selection = TableSelection(try file.read(TestTables.self).tables, catalog: .having(relations))
        guard let first = selection.problems.first else { return selection.tables }
        throw ConfigurationError(first, Array(selection.problems.dropFirst()))
    }

    private func problems(_ tables: String, from relations: [Catalog.Relation]) -> [String] {
        do {
            _ = try select(tables, from: relations)
            return []
        } catch {
            return (error as? ConfigurationError)?.problems.map(\.message) ?? ["\(error)"]
        }
    }

    private func problem(_ tables: String, from relations: [Catalog.Relation]) -> String? {
        problems(tables, from: relations).first
    }
}

private func relation(
    _ name: String, kind: Catalog.Relation.Kind = .table, isPartition: Bool = false, primaryKey: [String] = [],
    columns: [String] = []
) -> Catalog.Relation {
    Catalog.Relation(
        oid: Int64(name.utf8.reduce(0) { $0 &* 31 &+ Int64($1) }), name: RelationName(schema: "public", name: name),
        kind: kind, isPartition: isPartition, mayCreateTriggers: true, primaryKey: primaryKey,
        columns: columns.enumerated().map { SeenTable.Column(number: $0.offset + 1, name: $0.element, type: "text") })
}

extension Catalog {
    fileprivate static func having(_ relations: [Relation]) -> Catalog {
        Catalog(
            server: Server(
                database: "test", role: "test", version: "15.0", versionNumber: 150_000, isReplica: false,
                mayCreateSchemas: true, hasSchema: false, schemaOwner: "", hasMigrations: false),
            migrations: [], sourceName: nil, change: .none, functions: [:], relations: relations, triggers: [])
    }
}
