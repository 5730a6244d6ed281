import Foundation
import Outbox
import SinkKit
import TailraceCore

/// What `dead-letters` shows to people, and to programs.
struct DeadLetterPage {
    let now: Date

    private static let longestReason = 100
    private static let longestKey = 40

    /// A line for each, in columns.
    func table(_ letters: [DeadLetter]) -> String {
        var rows = [["ID", "SINK", "SEQ", "STATE", "OP", "TABLE", "KEY", "TRIES", "AGE", "REASON"]]
        for letter in letters {
            rows.append([
                String(letter.id), letter.sink, String(letter.seq), state(letter), letter.op,
                RelationName(schema: letter.schema, name: letter.table).description,
                Self.shortened(letter.key ?? "-", to: Self.longestKey), letter.isRefused ? String(letter.tries) : "-",
                age(letter.keptAt), Self.shortened(letter.reason ?? "-", to: Self.longestReason),
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
                .joined(separator: "  ").replacing(/\ +$/, with: "")
        }.joined(separator: "\n")
    }

    /// Everything that is known of one, and the change as an event.
    func whole(_ letter: DeadLetter, _ change: ChangeBatch, _ source: SourceIdentity) -> String {
        var lines = [
            "Kept aside for \(letter.sink): number \(letter.id), seq \(letter.seq), \(state(letter)), for \(age(letter.keptAt))"
        ]
        if let reason = letter.reason {
            lines.append("  reason     \(reason)")
            lines.append(
                "  tries      \(letter.tries)\(letter.triedAt.map { ", the last \(age($0)) ago" } ?? "")"
                    + (letter.policy.map { "; on_poison was \($0)" } ?? ""))
        }
        if let request = letter.request {
            lines.append("  asked for  \(request) by \(letter.requestedBy ?? "somebody")")
        }
        let event = JSONLinesEncoder(source: source).encode(change).bytes
        return lines.joined(separator: "\n") + "\n" + String(decoding: event.dropLast(), as: UTF8.self)
    }

    static func json(_ letter: DeadLetter) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(letter), as: UTF8.self)
    }

    private func state(_ letter: DeadLetter) -> String {
        letter.request.map { $0 == "retry" ? "to retry" : "to discard" } ?? letter.cause
    }

    private func age(_ microseconds: Int64) -> String {
        Figures.time(seconds: max(0, now.timeIntervalSince1970 - Double(microseconds) / 1e6))
    }

    private static func shortened(_ text: String, to limit: Int) -> String {
        let line = text.replacing(/\s+/, with: " ")
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }
}
