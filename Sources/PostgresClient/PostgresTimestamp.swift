/// PostgreSQL's timestamps, turned into microseconds since 1970-01-01 00:00 UTC.
enum PostgresTimestamp {
    /// PostgreSQL counts from 2000-01-01.
    private static let epochOffset: Int64 = 946_684_800_000_000
    private static let microsecondsPerSecond: Int64 = 1_000_000

    /// From the binary form. Its infinities are the extremes, and stay so.
    static func unixMicroseconds(_ sinceEpoch: Int64) -> Int64 {
        guard sinceEpoch != .min, sinceEpoch != .max else { return sinceEpoch }
        let (sum, overflows) = sinceEpoch.addingReportingOverflow(epochOffset)
        return overflows ? .max : sum
    }

    /// From the ISO text form: `2026-11-20 22:51:00.123456+00`, with ` BC` after years before 1; nil for other texts.
    static func unixMicroseconds(text: UnsafeRawBufferPointer) -> Int64? {
        if text.elementsEqual("infinity".utf8) { return .max }
        if text.elementsEqual("-infinity".utf8) { return .min }
        var scanner = Scanner(rest: text[...])
        guard let year = scanner.number(), scanner.skip("-"), let month = scanner.number(), scanner.skip("-"),
            let day = scanner.number(), scanner.skip(" "), let hour = scanner.number(), scanner.skip(":"),
            let minute = scanner.number(), scanner.skip(":"), let second = scanner.number(),
            (1...12).contains(month), (1...31).contains(day), year <= 300_000
        else { return nil }
        let fraction = scanner.skip(".") ? scanner.fraction() : 0
        guard let offset = scanner.zone() else { return nil }
        let isBC = scanner.skip(" ") && scanner.skip("B") && scanner.skip("C")
        guard scanner.rest.isEmpty else { return nil }
        let days = daysSince1970(isBC ? 1 - year : year, month, day)
        return (days * 86_400 + hour * 3_600 + minute * 60 + second - offset) * microsecondsPerSecond + fraction
    }

    /// Counts by years that start in March, so that the leap day comes last.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Scanner {
        var rest: Slice<UnsafeRawBufferPointer>

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        /// Up to nine digits, which is more than any part has.
        mutating func number() -> Int64? {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty, digits.count <= 9 else { return nil }
            rest.removeFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }

        /// The digits after the point, as microseconds.
        mutating func fraction() -> Int64 {
            let before = rest.count
            guard var value = number() else { return 0 }
            for _ in (before - rest.count)..<max(6, before - rest.count) { value *= 10 }
            return value
        }

        /// Seconds east of Greenwich: `+05:30`, `-03`, nothing at all.
        mutating func zone() -> Int64? {
            let isWest = skip("-")
            guard isWest || skip("+") else { return 0 }
            guard var seconds = number().map({ $0 * 3_600 }) else { return nil }
            if skip(":") { seconds += (number() ?? 0) * 60 }
            if skip(":") { seconds += number() ?? 0 }
            return isWest ? -seconds : seconds
        }
    }
}
