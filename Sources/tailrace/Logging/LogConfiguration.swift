import Configuration
import Logging

/// What is logged, and how.
struct LogConfiguration: ConfigurationSection {
    static let title = "Log"
    static let doc = "The log goes to standard error."
    static let level = ConfigurationKey(
        "level", .choice(Logger.Level.self), default: .info, doc: "What is less important than this is left out.")
    static let format = ConfigurationKey(
        "format", .choice(LogFormat.self), default: .text, doc: "Lines for people, or one JSON object a line.")
    static let keys: [any AnyConfigurationKey] = [level, format]

    let level: Logger.Level
    let format: LogFormat

    init(_ reader: SectionReader) throws(ConfigurationError) {
        level = try reader.read(Self.level)
        format = try reader.read(Self.format)
    }
}

/// How a log line looks.
enum LogFormat: String, CaseIterable, Sendable {
    case text
    case json
}
