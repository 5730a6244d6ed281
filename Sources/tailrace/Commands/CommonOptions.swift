import ArgumentParser
import Configuration
import Foundation
import PostgresClient

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The configuration file.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The source database, as a URL or in libpq's key=value form.",
            discussion: "A password on the command line can be read by others; DATABASE_URL or PGPASSWORD cannot.",
            valueName: "url"))
    var database: String?

    /// Reads the configuration, finds the database, and runs a command's work with them. An error becomes its message
    /// and its exit code.
    func withDatabase(
        _ work: (GivenConfiguration, PostgresSettings) async throws -> Void
    ) async throws {
        var endpoint: String?
        do {
            let configuration = try config.map { path in
                try ConfigurationFile.load(path: path).read(TailraceConfiguration.self)
            }
            let settings = try settings(configuration)
            endpoint = settings.endpoint
            try await work(GivenConfiguration(optional: configuration), settings)
        } catch let error where error is ExitCode || error is CleanExit || error is ValidationError {
            throw error
        } catch {
            let failure = Failure(error, endpoint: endpoint)
            Terminal.error("tailrace: \(failure)")
            throw ExitCode(failure.code.rawValue)
        }
    }

    /// How to reach the database.
    private func settings(_ configuration: TailraceConfiguration?) throws -> PostgresSettings {
        let given =
            database ?? configuration?.database?.reveal() ?? ProcessInfo.processInfo.environment["DATABASE_URL"]
        do throws(PostgresError) {
            return try PostgresSettings(conninfo: given ?? "")
        } catch {
            let place =
                database != nil ? "--database" : configuration?.database != nil ? "the key database" : "DATABASE_URL"
            throw Failure(.configuration, "\(place) is not a connection string: \(error)")
        }
    }
}

/// The configuration that a command was given, or not.
struct GivenConfiguration {
    let optional: TailraceConfiguration?

    /// The configuration, for a command that cannot do without.
    var required: TailraceConfiguration {
        get throws {
            guard let optional else {
                throw Failure(.usage, "no configuration is given; add --config tailrace.yaml")
            }
            return optional
        }
    }
}
