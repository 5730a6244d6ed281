import ArgumentParser
import Foundation
import TailraceCore

/// Options whose values several commands read alike.
enum OptionText {
    /// One table, as `schema.table`.
    static func table(_ text: String) throws -> RelationName {
        guard case .table(let name)? = try? TablePattern(text) else {
            throw ValidationError("--table takes one table as schema.table, not '\(text)'")
        }
        return name
    }

    /// A row's key, as events have it.
    static func key(_ text: String) throws -> String {
        guard (try? JSONSerialization.jsonObject(with: Data(text.utf8))) is [String: Any] else {
            throw ValidationError("--key takes a JSON object such as '{\"id\":7}', not '\(text)'")
        }
        return text
    }

    /// A moment: a time in ISO 8601 with its zone, or how long ago.
    /// - Returns: microseconds since 1970-01-01 00:00 UTC.
    static func moment(_ text: String, option: String) throws -> Int64 {
        let units: [Substring: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        if let number = Double(text.dropLast()), number >= 0, number < 1e9, let unit = units[text.suffix(1)] {
            return Int64((Date.now.timeIntervalSince1970 - number * unit) * 1e6)
        }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw ValidationError(
                "\(option) takes a time such as 2026-11-21T10:00:00Z, or how long ago, such as 90s, 30m, 2h or 7d, not '\(text)'"
            )
        }
        return Int64(date.timeIntervalSince1970 * 1e6)
    }
}

/// Who runs a command, for what it leaves in the database.
enum Person {
    static var name: String {
        let host = ProcessInfo.processInfo.hostName.split(separator: ".").first.map(String.init) ?? "localhost"
        return "\(NSUserName())@\(host)"
    }
}

extension Terminal {
    /// Asks before something that cannot be undone, where somebody is there to answer.
    /// - Throws: `Failure` when it is not confirmed.
    static func confirm(_ question: String, unless isConfirmed: Bool) throws {
        guard !isConfirmed else { return }
        guard inputIsTerminal else {
            throw Failure(.usage, "nobody is there to confirm it; add --yes to do it all the same")
        }
        guard confirms(question) else { throw Failure(.failed, "nothing has been done") }
    }
}

extension GivenConfiguration {
    /// Makes sure that a sink is one of the configuration, where there is one.
    func check(sink: String, file: String?) throws {
        guard let sinks = optional?.sinks, !sinks.contains(where: { $0.name == sink }) else { return }
        let names = sinks.map(\.name).joined(separator: ", ")
        throw Failure(.configuration, "there is no sink \(sink) in \(file ?? ""); it has \(names)")
    }
}

extension Failure {
    static func unknownSink(_ sink: String) -> Failure {
        Failure(
            .failed, "the database knows no sink \(sink); it does once `tailrace run` has served it for the first time")
    }
}
