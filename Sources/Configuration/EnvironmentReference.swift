/// `${NAME}` and `${NAME:-default}` in the text of a scalar.
enum EnvironmentReference {
    /// Replaces every reference in `text`; `$${` stands for a literal `${`, and any other `$` for itself.
    ///
    /// The default stands in for a variable that is unset or empty, as in a shell. What is put in is not looked
    /// through again.
    static func expand(_ text: String, from environment: [String: String]) throws(InvalidValue) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    throw InvalidValue("`${` without its `}`; a literal `${` is written `$${`")
                }
                result += try value(of: rest[..<end].dropFirst(2), from: environment)
                rest = rest[end...].dropFirst()
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    private static func value(
        of reference: Substring, from environment: [String: String]
    ) throws(InvalidValue) -> String {
        let separator = reference.firstRange(of: ":-")
        let name = String(reference[..<(separator?.lowerBound ?? reference.endIndex)])
        guard isName(name) else {
            throw InvalidValue("`${…}` must hold the name of an environment variable; a literal `${` is written `$${`")
        }
        let value = environment[name]
        if let separator {
            return value.flatMap { $0.isEmpty ? nil : $0 } ?? String(reference[separator.upperBound...])
        }
        guard let value else {
            throw InvalidValue("the environment variable `\(name)` is not set; `${\(name):-default}` gives a default")
        }
        return value
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.first, !("0"..."9").contains(first) else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
