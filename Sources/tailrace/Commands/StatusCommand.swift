import ArgumentParser
import Foundation
import Outbox
import PostgresClient

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far each sink is, what keeps it, and how large the outbox is.",
        discussion: """
            Only reads. A sink's lag is the age of the oldest change that it has not been given. Exits 0 whatever it \
            shows.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Print one JSON object, for programs.") var json = false

    func run() async throws {
        try await common.withDatabase { configuration, settings in
            let database = PostgresDatabase(settings)
            let status = try await StatusReader(database: database).read()
            await database.close()
            if json {
                let encoder = JSONEncoder()
                encoder.keyEncodingStrategy = .convertToSnakeCase
                encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
                Terminal.output(String(decoding: try encoder.encode(status), as: UTF8.self))
            } else {
                let configured = configuration.optional?.sinks.map(\.name)
                Terminal.output(StatusPage(status: status, configured: configured, now: .now).text)
            }
        }
    }
}
