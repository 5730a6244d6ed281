import ArgumentParser
import Configuration

struct ConfigurationReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration-reference",
        abstract: "Print the reference of the configuration file, as Markdown.",
        discussion: "It is made from the same declarations that read the file.")

    func run() {
        Terminal.output(ConfigurationReference.markdown([TailraceConfiguration.self]), terminator: "")
    }
}
