import PostgresClient
import TailraceCore
import Testing

@testable import Outbox

struct RelayRegistryTests {
    @Test func whoLivesIsSeenAndWhoDoesNotIsForgotten() async throws {
        try await withInstallation { installation in
            let registry = RelayRegistry(database: try installation.makeDatabase())
            #expect(try await registry.announce("a", serving: ["1", "2", "odd \"name\", {x}"], for: .seconds(60)))
            #expect(try await registry.announce("b", serving: ["1", "2"], for: .seconds(60)))
            #expect(try await registry.announce("dead", serving: ["1", "9"], for: .zero))
            let survey = try await registry.survey(term: .seconds(60))
            #expect(Set(survey.shares.owners.keys) == ["1", "2", "odd \"name\", {x}"])
            #expect(survey.shares.owners["odd \"name\", {x}"] == "a")
            #expect(Set(survey.shares.owners.values) == ["a", "b"])
            #expect(try await registry.announce("b", serving: ["2"], for: .seconds(60)))
            let names = try await installation.connection.query("select owner from tailrace.relay order by owner")
                .map { try $0.get("owner", as: String.self) }
            #expect(names == ["a", "b"])
            try await registry.dismiss("a")
            #expect(try await registry.survey(term: .seconds(60)).shares.owners == ["2": "b"])
        }
    }

    @Test func holdersAreSeenAsLongAsTheirLeasesLast() async throws {
        try await withInstallation { installation in
            let database = try installation.makeDatabase()
            let registry = RelayRegistry(database: database)
            let ledger = SinkLedger(database: database)
            _ = try await registry.announce("new", serving: ["s", "t"], for: .seconds(60))
            _ = try await installation.serve("s", ledger)
            _ = try await installation.serve("t", ledger, lease: .zero)
            let survey = try await registry.survey(term: .seconds(60))
            #expect(survey.holders == ["s": "test"])
            // Who holds it takes no part: it is left alone until that lease is over.
            #expect(survey.shares.owners == ["t": "new"])
        }
    }

    @Test func anotherInstallationIsLeftAlone() async throws {
        try await withInstallation { installation in
            let other = SourceIdentity(name: "shop", epoch: "00000000-0000-0000-0000-000000000000")
            let registry = RelayRegistry(database: try installation.makeDatabase(), source: other)
            #expect(try await !registry.announce("a", serving: ["1"], for: .seconds(60)))
            #expect(try await registry.survey(term: .seconds(60)).shares.owners.isEmpty)
        }
    }
}
