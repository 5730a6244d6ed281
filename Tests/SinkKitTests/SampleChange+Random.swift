import ChanceTesting
import Foundation
import SinkTesting
import TailraceCore

extension SampleChange {
    /// Any change, as a hostile schema might make it.
    static func random(using generator: inout SeededGenerator) -> SampleChange {
        var change = SampleChange(
            .random(in: 0...Int64.max, using: &generator),
            Operation.allCases.randomElement(using: &generator) ?? .insert)
        change.xid = .random(in: 0...UInt64.max, using: &generator)
        // The years 1600 to 9999; before, Foundation goes by the Julian calendar.
        change.capturedAt = .random(in: -11_676_096_000_000_000...253_402_300_799_999_999, using: &generator)
        change.schema = text(using: &generator)
        change.table = text(using: &generator)
        change.key = json(using: &generator)
        change.oldKey = json(using: &generator)
        change.before = json(using: &generator)
        change.after = json(using: &generator)
        change.context = json(using: &generator)
        change.origin = Bool.random(using: &generator) ? text(using: &generator) : nil
        change.partition = Bool.random(using: &generator) ? text(using: &generator) : nil
        return change
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let scalars = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7f : 0x1_ffff), using: &generator))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// An object with the text as name and as value, with line breaks between the tokens.
    private static func json(using generator: inout SeededGenerator) -> String? {
        guard Int.random(in: 0..<4, using: &generator) > 0 else { return nil }
        let object = [text(using: &generator): text(using: &generator), "id": "1"]
        let options: JSONEncoder.OutputFormatting = Bool.random(using: &generator) ? [.prettyPrinted] : []
        let encoder = JSONEncoder()
        encoder.outputFormatting = options
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) }
    }
}
