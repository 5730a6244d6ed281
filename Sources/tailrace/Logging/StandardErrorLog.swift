import Foundation
import Logging
import TailraceCore

/// Writes log lines to standard error, as text or JSON.
struct StandardErrorLog: LogHandler {
    let label: String
    let format: LogFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let time = Date.now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        switch format {
        case .text:
            let details = values.map { " \($0.key)=\(Self.quotedIfNeeded("\($0.value)"))" }.joined()
            Self.write("\(time)Z \(event.level.rawValue) \(event.message)\(details)\n")
        case .json:
            var object = ["time": "\(time)Z", "level": event.level.rawValue, "message": "\(event.message)"]
            for (key, value) in values { object[key] = "\(value)" }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(object) else { return }
            Self.write(String(decoding: line, as: UTF8.self) + "\n")
        }
    }

    private static func quotedIfNeeded(_ text: String) -> String {
        text.contains { $0.isWhitespace || $0 == "\"" } ? JSONText.quoted(text) : text
    }

    /// One call, so that the lines of several tasks do not mix. Nobody can be told that standard error is closed.
    private static func write(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
}
