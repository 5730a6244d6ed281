extension ValueKind {
    /// A kind that is read from the text of one scalar, with `${NAME}` already replaced in it.
    ///
    /// - Parameters:
    ///   - name: the kind in a word or two.
    ///   - allowed: which values are allowed, for messages and the reference.
    ///   - write: the text of a value, for the default in the reference.
    ///   - parse: the value of a text; nil refuses it with a message made of `name` and `allowed`, a thrown
    ///     `InvalidValue` with its own reason.
    /// - Returns: the kind.
    public static func text(
        _ name: String,
        allowed: String? = nil,
        write: @escaping @Sendable (Value) -> String = { "\($0)" },
        parse: @escaping @Sendable (String) throws(InvalidValue) -> Value?
    ) -> ValueKind {
        scalar(name, allowed: allowed, write: write) { (text, _, _) throws(InvalidValue) in try parse(text) }
    }

    /// A kind whose parsing also needs what is written, before `${NAME}` is replaced, and the file it is written in.
    static func scalar(
        _ name: String,
        allowed: String? = nil,
        isSecret: Bool = false,
        write: @escaping @Sendable (Value) -> String,
        parse:
            @escaping @Sendable (_ text: String, _ written: String, ConfigurationSource) throws(InvalidValue) -> Value?
    ) -> ValueKind {
        let wanted = wanted(name, allowed)
        return ValueKind(name, allowed: allowed, write: write) { (node, context) throws(ConfigurationError) in
            guard case .scalar(let written) = node.content else {
                throw context.error(at: node.position, "found \(node.shape); \(wanted)")
            }
            let text = try context.expand(written, at: node.position)
            do throws(InvalidValue) {
                guard let value = try parse(text, written, context.source) else { throw InvalidValue(wanted) }
                return value
            } catch {
                throw context.error(
                    at: node.position, isSecret ? error.reason : "found \(node.shape); \(error.reason)")
            }
        }
    }
}

extension ValueKind where Value == String {
    /// Any text; numbers and `true` are taken as they are written.
    public static var string: ValueKind {
        text("string") { $0 }
    }

    /// The path of a file or folder. A relative one starts from the folder of the configuration file.
    public static var path: ValueKind {
        scalar("path", write: { $0 }) { (text, _, source) throws(InvalidValue) in
            try FilePath.resolve(text, in: source.folder)
        }
    }
}

extension ValueKind where Value == Bool {
    /// `true` or `false`, and nothing else that YAML has taken for one of them.
    public static var boolean: ValueKind {
        text("boolean", allowed: "true or false") { ["true": true, "false": false][$0.lowercased()] }
    }
}

extension ValueKind where Value == Int {
    /// A whole number in decimal digits.
    public static var integer: ValueKind {
        text("integer") { Int($0) }
    }

    /// A whole number in decimal digits, within `range`.
    public static func integer(_ range: ClosedRange<Int>) -> ValueKind {
        let allowed =
            range.upperBound == .max ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
        return text("integer", allowed: allowed) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
    }
}

extension ValueKind where Value == Double {
    /// A finite number, such as `0.5` or `1e3`.
    public static var number: ValueKind {
        text("number") { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    }

    /// A finite number within `range`.
    public static func number(_ range: ClosedRange<Double>) -> ValueKind {
        text("number", allowed: "\(range.lowerBound) to \(range.upperBound)") {
            Double($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ValueKind where Value == Duration {
    /// A length of time such as `250ms`, `10s`, `5m`, `24h` or `7d`, within `range` where one is given.
    public static func duration(_ range: ClosedRange<Duration>? = nil) -> ValueKind {
        var allowed = "a whole number with ms, s, m, h or d"
        if let range {
            allowed += "; \(DurationText.write(range.lowerBound)) to \(DurationText.write(range.upperBound))"
        }
        return text("duration", allowed: allowed, write: DurationText.write) { text in
            DurationText.parse(text).flatMap { range?.contains($0) == false ? nil : $0 }
        }
    }
}

extension ValueKind where Value == ByteCount {
    /// A size such as `64MB` (powers of 1000) or `10KiB` (powers of 1024), within `range` where one is given.
    public static func byteCount(_ range: ClosedRange<ByteCount>? = nil) -> ValueKind {
        var allowed = "a whole number with B, KB, MB, GB, TB, KiB, MiB, GiB or TiB"
        if let range {
            allowed += "; \(range.lowerBound) to \(range.upperBound)"
        }
        return text("size", allowed: allowed) { text in
            ByteCount(text).flatMap { range?.contains($0) == false ? nil : $0 }
        }
    }
}

extension ValueKind where Value: CaseIterable & RawRepresentable<String> {
    /// One of the raw values of an enumeration.
    public static func choice(_ type: Value.Type) -> ValueKind {
        let names = type.allCases.map(\.rawValue)
        return text("choice", allowed: names.joined(separator: ", "), write: \.rawValue) { text throws(InvalidValue) in
            guard let value = Value(rawValue: text) else {
                throw InvalidValue(Spelling.hint(for: text, allowed: names))
            }
            return value
        }
    }
}

extension ValueKind where Value == Secret {
    /// A secret: the text itself, usually from `${NAME}`, or `file:PATH` for the content of a file without its last
    /// newline.
    public static var secret: ValueKind {
        scalar(
            "secret", allowed: "`${NAME}`, `file:PATH` or the text itself", isSecret: true, write: \.description
        ) { (text, written, source) throws(InvalidValue) in
            // Only what the file itself says can name a file: the text of a variable is always the secret.
            written.hasPrefix("file:") ? try Secret.read(reference: text, in: source.folder) : Secret(text)
        }
    }
}
