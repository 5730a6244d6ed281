import Foundation

/// Numbers for people.
enum Figures {
    /// `1,234,567`.
    static func count(_ value: some BinaryInteger) -> String {
        var text = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(text.reversed())
    }

    /// `1 transaction has`, `2 transactions have`.
    static func count(_ value: Int64, _ one: String, _ many: String) -> String {
        "\(count(value)) \(value == 1 ? one : many)"
    }

    /// `1 change`, `2 changes`.
    static func changes(_ value: some BinaryInteger) -> String {
        "\(count(value)) change\(value == 1 ? "" : "s")"
    }

    /// `12 tables`.
    static func tables(_ value: Int) -> String {
        "\(count(value)) table\(value == 1 ? "" : "s")"
    }

    /// `1.5 GB`.
    static func bytes(_ value: Int64) -> String {
        var amount = Double(value)
        for unit in ["B", "kB", "MB", "GB"] {
            if amount < 1000 { return unit == "B" ? "\(value) B" : String(format: "%.1f %@", amount, unit) }
            amount /= 1000
        }
        return String(format: "%.1f TB", amount)
    }

    /// `0.02 s`, `3.4 s`, `5 min`, `2.5 h`, `3.1 d`.
    static func time(seconds: Double) -> String {
        switch seconds {
        case ..<1: String(format: "%.2f s", seconds)
        case ..<120: String(format: "%.1f s", seconds)
        case ..<7200: String(format: "%.0f min", seconds / 60)
        case ..<172_800: String(format: "%.1f h", seconds / 3600)
        default: String(format: "%.1f d", seconds / 86_400)
        }
    }
}
