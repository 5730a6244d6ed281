import Foundation
import Outbox
import PostgresClient
import PostgresTesting
import TailraceSQL
import Testing

/// How PostgreSQL goes about the questions that are asked all the time, in an outbox that has grown.
@Suite(.serialized) struct PlanTests {
    private static let rows = 300_000

    /// Two segments of many short transactions, with 50 changes each; nothing known to the planner.
    private func fill(_ connection: PostgresConnection) async throws {
        try await connection.execute(
            """
            alter table tailrace.outbox_segment_1 set (autovacuum_enabled = false);
            alter table tailrace.outbox_segment_2 set (autovacuum_enabled = false);
            """)
        for half in 0..<2 {
            try await connection.execute("select setval('tailrace.current_segment', \(half + 1))")
            try await connection.execute(
                """
                insert into tailrace.outbox (xid, head, after)
                select (1000 + number / 50)::text::xid8, E'u\\npublic\\nt\\n{"id":1}', '{"id":1,"text":"some text"}'
                from generate_series(\(half * Self.rows / 2), \((half + 1) * Self.rows / 2 - 1)) as number
                """)
        }
    }

    /// The big segments' scans in a plan, by the columns of the index that each uses; "none" for no index.
    private func scans(
        _ query: SQLFile, _ parameters: [PostgresParameter], _ connection: PostgresConnection
    ) async throws -> Set<String> {
        let json: String = try await connection.query(
            PostgresStatement("explain (format json) " + query.text), parameters
        ).single()
        let plans = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]] ?? []
        var columns: [String: String] = [:]
        for row in try await connection.query(
            "select indexname::text, substring(indexdef from '\\(.*') from pg_indexes where schemaname = 'tailrace'")
        {
            columns[try row.get("indexname")] = try row.get("substring")
        }
        var scans = Set<String>()
        func visit(_ node: [String: Any]) {
            if let relation = node["Relation Name"] as? String,
                ["outbox_segment_1", "outbox_segment_2"].contains(relation)
            {
                // A bitmap scan of a table names the index beneath it.
                let children = node["Plans"] as? [[String: Any]] ?? []
                let index = (children.first ?? node)["Index Name"] as? String
                scans.insert(index.flatMap { columns[$0] } ?? "none")
            }
            for child in node["Plans"] as? [[String: Any]] ?? [] { visit(child) }
        }
        for plan in plans { visit(plan["Plan"] as? [String: Any] ?? [:]) }
        return scans
    }

    @Test func `every question is answered from the index that is made for it, whatever the statistics`() async throws {
        try await withInstallation { installation in
            let connection = installation.connection
            try await fill(connection)
            for isAnalyzed in [false, true] {
                if isAnalyzed { try await connection.execute("analyze tailrace.outbox") }
                let note = Comment(rawValue: isAnalyzed ? "with statistics" : "without statistics")
                for look in Self.looks {
                    let scans = try await scans(
                        Queries.lookForStragglers,
                        [.integers(look.inProgress), .integer(look.xmax), .integer(look.highest), nil], connection)
                    #expect(scans.isSubset(of: look.indexes) && !scans.isEmpty, note)
                }
                for xids in [[1_500], Array(2_000...2_200), [900, 6_999, 9_000]] {
                    for (after, limit) in [(0, 7), (250_000, 5_000)] {
                        try await #expect(
                            scans(
                                Queries.readStragglers,
                                [.integers(xids), .integer(after), .integer(299_000), .integer(limit)], connection)
                                == ["(xid, seq)"], note)
                    }
                }
                for (after, limit) in [(0, 7), (0, 5_000), (150_000, 5_000), (299_990, 5_000), (299_990, 7)] {
                    try await #expect(
                        scans(
                            Queries.readRest,
                            [.integer(after), .text("7100:7100:"), .text("6000:6990:6000,6001"), .integer(limit)],
                            connection) == ["(seq)"], note)
                }
            }
        }
    }

    private struct Look {
        var inProgress: [Int] = []
        var xmax: Int
        var highest: Int
        var indexes: Set<String> = ["(xid, seq)"]
    }

    private static let looks = [
        Look(inProgress: [6_990, 6_995], xmax: 6_999, highest: 299_000),
        Look(xmax: 7_000, highest: 300_000),
        Look(inProgress: Array(6_000...6_100), xmax: 6_999, highest: 299_000),
        // Far behind, there may be next to nothing below the highest number: a planner that knows it looks there.
        Look(inProgress: [2_000], xmax: 2_010, highest: 50_000, indexes: ["(xid, seq)", "(seq)"]),
        Look(xmax: 3, highest: 0, indexes: ["(xid, seq)", "(seq)"]),
    ]
}
