import Foundation
import TailraceCore

/// Writes the parts of an event into memory that is known to be large enough.
struct LineWriter {
    let source: UnsafeRawBufferPointer
    private let target: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(target: UnsafeMutableRawBufferPointer, source: UnsafeRawBufferPointer) {
        self.target = target
        self.source = source
    }

    mutating func write(_ text: StaticString) {
        copy(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { copy($0) }
    }

    /// A text that is JSON already, or `null`; it is kept on one line.
    mutating func write(json range: ByteRange?) {
        guard let range else { return write("null") }
        let start = count
        copy(source[range])
        blank(UInt8(ascii: "\n"), from: start)
        blank(UInt8(ascii: "\r"), from: start)
    }

    mutating func write(decimal value: UInt64) {
        var remainder = value
        var digits = 1
        var bound: UInt64 = 10
        while digits < 20, value >= bound {
            digits += 1
            if digits < 20 { bound *= 10 }
        }
        var place = count + digits
        repeat {
            place -= 1
            target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder % 10)
            remainder /= 10
        } while place > count
        count += digits
    }

    /// `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    /// - Parameter timestamp: microseconds since 1970-01-01 00:00 UTC.
    mutating func write(timestamp microseconds: Int64) {
        let microsecondsADay: Int64 = 86_400_000_000
        var days = microseconds / microsecondsADay
        var rest = microseconds % microsecondsADay
        if rest < 0 {
            rest += microsecondsADay
            days -= 1
        }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)

        write(padded: year, digits: 4)
        write("-")
        write(padded: month, digits: 2)
        write("-")
        write(padded: day, digits: 2)
        write("T")
        write(padded: rest / 3_600_000_000, digits: 2)
        write(":")
        write(padded: rest / 60_000_000 % 60, digits: 2)
        write(":")
        write(padded: rest / 1_000_000 % 60, digits: 2)
        write(".")
        write(padded: rest % 1_000_000, digits: 6)
        write("Z")
    }

    private mutating func write(padded value: Int64, digits: Int) {
        var remainder = value
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder % 10)
            remainder /= 10
        }
        count += digits
    }

    private mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        guard let from = bytes.baseAddress, !bytes.isEmpty else { return }
        UnsafeMutableRawBufferPointer(rebasing: target[count..<count + bytes.count]).copyMemory(
            from: UnsafeRawBufferPointer(start: from, count: bytes.count))
        count += bytes.count
    }

    private func blank(_ byte: UInt8, from start: Int) {
        guard let base = target.baseAddress else { return }
        var place = start
        while place < count, let found = memchr(base + place, Int32(byte), count - place) {
            found.storeBytes(of: UInt8(ascii: " "), as: UInt8.self)
            place = base.distance(to: UnsafeMutableRawPointer(found)) + 1
        }
    }
}
