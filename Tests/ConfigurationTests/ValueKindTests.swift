import Configuration
import Testing

private enum Level: String, CaseIterable {
    case low, high
}

private enum AnyString: SingleKeyKind { static let kind = ValueKind.string }
private enum Flag: SingleKeyKind { static let kind = ValueKind.boolean }
private enum AnyInteger: SingleKeyKind { static let kind = ValueKind.integer }
private enum Port: SingleKeyKind { static let kind = ValueKind.integer(1...65_535) }
private enum Positive: SingleKeyKind { static let kind = ValueKind.integer(1...Int.max) }
private enum AnyNumber: SingleKeyKind { static let kind = ValueKind.number }
private enum Share: SingleKeyKind { static let kind = ValueKind.number(0...1) }
private enum Time: SingleKeyKind { static let kind = ValueKind.duration() }
private enum Interval: SingleKeyKind { static let kind = ValueKind.duration(.milliseconds(10) ... .seconds(120)) }
private enum Size: SingleKeyKind { static let kind = ValueKind.byteCount() }
private enum Batch: SingleKeyKind {
    static let kind = ValueKind.byteCount(ByteCount(bytes: 1)...ByteCount(bytes: 1 << 20))
}
private enum Choice: SingleKeyKind { static let kind = ValueKind.choice(Level.self) }
private enum Names: SingleKeyKind { static let kind = ValueKind.list(of: .string) }
private enum Ports: SingleKeyKind { static let kind = ValueKind.list(of: .integer(1...9)) }
private enum Place: SingleKeyKind { static let kind = ValueKind.path }
private enum Even: SingleKeyKind {
    static let kind = ValueKind<Int>.text("even integer") { text throws(InvalidValue) in
        guard let number = Int(text) else { return nil }
        guard number.isMultiple(of: 2) else { throw InvalidValue("the number is odd") }
        return number
    }
}

@Suite struct ValueKindTests {
    @Test(arguments: [
        ("plain", "plain"), ("'it''s'", "it's"), ("\"a\\nb\"", "a\nb"), ("0123", "0123"), ("1.10", "1.10"),
        ("true", "true"), ("no", "no"), ("''", ""), ("'null'", "null"), ("Grüße 🌊", "Grüße 🌊"),
    ])
    func strings(text: String, expected: String) throws {
        #expect(try value(AnyString.self, text) == expected)
    }

    @Test(arguments: [("true", true), ("True", true), ("FALSE", false), ("'false'", false)])
    func booleans(text: String, expected: Bool) throws {
        #expect(try value(Flag.self, text) == expected)
    }

    @Test(arguments: [("0", 0), ("-7", -7), ("'42'", 42), ("9223372036854775807", Int.max)])
    func integers(text: String, expected: Int) throws {
        #expect(try value(AnyInteger.self, text) == expected)
    }

    @Test func integersInARangeIncludeItsEnds() throws {
        #expect(try value(Port.self, "1") == 1)
        #expect(try value(Port.self, "65535") == 65_535)
    }

    @Test(arguments: [("0.5", 0.5), ("3", 3), ("1e3", 1000), ("-2.25", -2.25)])
    func numbers(text: String, expected: Double) throws {
        #expect(try value(AnyNumber.self, text) == expected)
    }

    @Test(arguments: [
        ("250ms", Duration.milliseconds(250)), ("10s", .seconds(10)), ("5m", .seconds(300)), ("24h", .seconds(86_400)),
        ("7d", .seconds(604_800)), ("0s", .zero),
    ])
    func durations(text: String, expected: Duration) throws {
        #expect(try value(Time.self, text) == expected)
    }

    @Test(arguments: [
        ("512B", 512), ("64MB", 64_000_000), ("64mb", 64_000_000), ("8kB", 8_000), ("10KiB", 10_240),
        ("2 MiB", 2_097_152), ("1GB", 1_000_000_000), ("1GiB", 1_073_741_824), ("3TB", 3_000_000_000_000),
        ("1TiB", 1_099_511_627_776),
    ])
    func byteCounts(text: String, expected: Int) throws {
        #expect(try value(Size.self, text).bytes == expected)
    }

    @Test(arguments: ["512B", "64MB", "10KiB", "1TiB", "0B", "1001B"])
    func byteCountsAreWrittenAsTheyAreRead(text: String) {
        #expect(ByteCount(text)?.description == text)
    }

    @Test func choices() throws {
        #expect(try value(Choice.self, "high") == .high)
    }

    @Test func lists() throws {
        #expect(try value(Names.self, "[a, 'b c', 3]") == ["a", "b c", "3"])
        #expect(try value(Names.self, "\n  - a\n  - b") == ["a", "b"])
        #expect(try value(Names.self, "[]") == [])
    }

    @Test(arguments: [
        ("./changes.jsonl", "/etc/tailrace/changes.jsonl"), ("../log/a b", "/etc/log/a b"), ("/var/x", "/var/x"),
        ("changes%20.jsonl", "/etc/tailrace/changes%20.jsonl"),
    ])
    func paths(text: String, expected: String) throws {
        #expect(try value(Place.self, text) == expected)
    }

    @Test func kindsOfOtherModules() throws {
        #expect(try value(Even.self, "4") == 4)
        #expect(refusal(Even.self, "5") == "t.yaml:1:6: key: found `5`; the number is odd")
        #expect(refusal(Even.self, "five") == "t.yaml:1:6: key: found `five`; wanted: even integer")
    }

    @Test func refusedBooleans() {
        #expect(refusal(Flag.self, "yes") == "t.yaml:1:6: key: found `yes`; wanted: boolean (true or false)")
    }

    @Test(arguments: ["70000", "0", "1.5", "eighty", "''", "99999999999999999999"])
    func refusedIntegers(text: String) {
        let shown = text == "''" ? "" : text
        #expect(refusal(Port.self, text) == "t.yaml:1:6: key: found `\(shown)`; wanted: integer (1 to 65535)")
    }

    @Test func refusedIntegersOfAnOpenRange() {
        #expect(refusal(Positive.self, "0") == "t.yaml:1:6: key: found `0`; wanted: integer (1 or more)")
    }

    @Test func refusedNumbers() {
        #expect(refusal(AnyNumber.self, "inf") == "t.yaml:1:6: key: found `inf`; wanted: number")
        #expect(refusal(AnyNumber.self, "nan") == "t.yaml:1:6: key: found `nan`; wanted: number")
        #expect(refusal(Share.self, "1.1") == "t.yaml:1:6: key: found `1.1`; wanted: number (0.0 to 1.0)")
        #expect(refusal(Share.self, "nan") == "t.yaml:1:6: key: found `nan`; wanted: number (0.0 to 1.0)")
    }

    @Test(arguments: ["10", "1.5h", "-1s", "5M", "s", "999999999999999999d"])
    func refusedDurations(text: String) {
        let wanted = "wanted: duration (a whole number with ms, s, m, h or d)"
        #expect(refusal(Time.self, text) == "t.yaml:1:6: key: found `\(text)`; \(wanted)")
    }

    @Test func refusedDurationsOfARange() {
        let wanted = "wanted: duration (a whole number with ms, s, m, h or d; 10ms to 2m)"
        #expect(refusal(Interval.self, "3m") == "t.yaml:1:6: key: found `3m`; \(wanted)")
    }

    @Test(arguments: ["64", "-1MB", "1.5MB", "1PB", "MB", "9999999999999TiB"])
    func refusedByteCounts(text: String) {
        let wanted = "wanted: size (a whole number with B, KB, MB, GB, TB, KiB, MiB, GiB or TiB)"
        #expect(refusal(Size.self, text) == "t.yaml:1:6: key: found `\(text)`; \(wanted)")
    }

    @Test func refusedByteCountsOfARange() {
        #expect(refusal(Batch.self, "2MiB").hasSuffix("GiB or TiB; 1B to 1MiB)"))
    }

    @Test func refusedChoices() {
        #expect(
            refusal(Choice.self, "hgih")
                == "t.yaml:1:6: key: found `hgih`; did you mean `high`? Allowed: low, high")
        #expect(refusal(Choice.self, "medium") == "t.yaml:1:6: key: found `medium`; allowed: low, high")
    }

    @Test func refusedLists() {
        #expect(refusal(Names.self, "email") == "t.yaml:1:6: key: found `email`; wanted: list of string")
        #expect(
            refusal(Ports.self, "[1, 10, [], x]") == """
                t.yaml:1:10: key[1]: found `10`; wanted: integer (1 to 9)
                t.yaml:1:14: key[2]: found a list; wanted: integer (1 to 9)
                t.yaml:1:18: key[3]: found `x`; wanted: integer (1 to 9)
                """)
    }

    @Test func refusedPaths() {
        #expect(
            refusal(Place.self, "~/changes")
                == "t.yaml:1:6: key: found `~/changes`; `~` is not replaced; write the whole path")
        #expect(refusal(Place.self, "''") == "t.yaml:1:6: key: found ``; wanted: a path")
    }

    @Test func refusedShapes() {
        #expect(refusal(AnyString.self, "") == "t.yaml:1:5: key: found no value; wanted: string")
        #expect(refusal(AnyString.self, "~") == "t.yaml:1:6: key: found no value; wanted: string")
        #expect(refusal(AnyString.self, "[a]") == "t.yaml:1:6: key: found a list; wanted: string")
        #expect(refusal(AnyString.self, "{a: b}") == "t.yaml:1:6: key: found a mapping; wanted: string")
    }

    @Test func longValuesAreCutInMessages() {
        let message = refusal(Port.self, String(repeating: "x", count: 500))
        #expect(message.contains("found `\(String(repeating: "x", count: 59))…`;"))
        #expect(refusal(Port.self, "\"a\\nb\"").contains("found `a\\nb`;"))
    }
}
