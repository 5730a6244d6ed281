import Foundation
import PostgresTesting
import Testing

/// What the program tells of itself.
struct CommandLineTests {
    static let commands = ["setup", "run", "replay", "status", "uninstall", "configuration-reference"]

    @Test func theHelpNamesEveryCommand() async throws {
        for arguments in [[], ["--help"], ["-h"], ["help"]] {
            let outcome = try await Tailrace.run(arguments)
            #expect(outcome.status == 0)
            #expect(Self.commands.allSatisfy { outcome.output.contains("\n  \($0) ") }, "\(outcome.output)")
            #expect(outcome.error.isEmpty)
        }
    }

    @Test(arguments: commands)
    func everyCommandHasHelp(command: String) async throws {
        for arguments in [[command, "--help"], ["help", command]] {
            let outcome = try await Tailrace.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output.hasPrefix("OVERVIEW: "))
            #expect(outcome.output.contains("USAGE: tailrace \(command)"))
            #expect(outcome.error.isEmpty)
        }
    }

    /// What cannot be written is an error, and nothing else is written to in its place.
    @Test(arguments: [">&-", ">/dev/full"])
    func aResultThatCannotBeWrittenIsAnError(redirection: String) async throws {
        let program = Tailrace.executable.path
        for command in ["configuration-reference"] {
            let outcome = try await TestProcess(
                URL(fileURLWithPath: "/bin/sh"), ["-c", "exec '\(program)' \(command) \(redirection)"]
            ).outcome()
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("the result cannot be written to standard output"), "\(outcome)")
        }
        try await Scenario.run { scenario in
            for command in ["status", "doctor"] {
                let outcome = try await TestProcess(
                    URL(fileURLWithPath: "/bin/sh"),
                    [
                        "-c",
                        "exec '\(program)' \(command) --config '\(scenario.configurationFile.path)' \(redirection)",
                    ],
                    environment: scenario.environment
                ).outcome()
                #expect(outcome.status == 1, "\(command): \(outcome)")
            }
        }
    }

    @Test func theVersionIsOneLine() async throws {
        let outcome = try await Tailrace.run(["--version"])
        #expect(outcome.status == 0)
        #expect(try outcome.output.wholeMatch(of: Regex(#"tailrace \d+\.\d+\.\d+\n"#)) != nil)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func shellsCanCompleteTheCommands(shell: String) async throws {
        let outcome = try await Tailrace.run(["--generate-completion-script", shell])
        #expect(outcome.status == 0)
        #expect(Self.commands.allSatisfy(outcome.output.contains))
    }

    @Test func theReferenceHasEveryKeyThatTheTestsUse() async throws {
        let outcome = try await Tailrace.run(["configuration-reference"])
        #expect(outcome.status == 0)
        for key in ["database", "tables", "sinks", "rotate_size", "batch_changes", "lease", "from", "format"] {
            #expect(outcome.output.contains("`\(key)`"), "\(key)")
        }
    }

    /// `--database`, then the configuration, then `DATABASE_URL`, then libpq's own variables.
    @Test func theDatabaseIsTakenFromWhereItIsSaid() async throws {
        try await Scenario.run { scenario in
            let (url, nowhere) = (scenario.database.conninfo, "postgresql://127.0.0.1:1/nowhere")
            let source = "Source \(scenario.database.name)\n"
            let parts = ["PGHOST": "127.0.0.1", "PGPORT": "\(scenario.database.cluster.port)", "PGUSER": "postgres"]
            let libpq = parts.merging(["PGDATABASE": scenario.database.name]) { $1 }

            let given = try await scenario.run("status", "--database", url, environment: ["DATABASE_URL": nowhere])
            #expect(given.output.hasPrefix(source))
            let variable = try await Tailrace.run(
                ["status"], environment: libpq.merging(["DATABASE_URL": url, "PGPORT": "1"]) { $1 })
            #expect(variable.output.hasPrefix(source), "\(variable)")
            let own = try await Tailrace.run(["status"], environment: libpq)
            #expect(own.output.hasPrefix(source), "\(own)")
        }
    }
}
