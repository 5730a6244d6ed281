extension ValueKind where Value: ConfigurationSection {
    /// A mapping with the keys of a section. Left out, it is read as an empty one, so that its defaults apply.
    public static func section(_ type: Value.Type) -> ValueKind {
        ValueKind(
            "section", nested: [NestedSection(type)], readsAbsence: true, write: { _ in type.title }
        ) { (node, context) throws(ConfigurationError) in
            let declarations = type.keys.map(\.declaration)
            let wanted = "wanted: mapping with \(declarations.map(\.name).joined(separator: ", "))"
            return try Value(SectionReader(node, declarations: declarations, wanted: wanted, context: context))
        }
    }
}

extension ValueKind {
    /// A mapping in which one key, `selector`, says which section the other keys belong to.
    ///
    /// - Parameters:
    ///   - selector: the name of the key, such as `type`.
    ///   - doc: what the key is for, in Markdown.
    ///   - variants: the sections that it selects from, each with its own name.
    /// - Returns: the kind.
    public static func variant(
        by selector: String, doc: String, _ variants: [SectionVariant<Value>]
    ) -> ValueKind {
        let names = variants.map(\.name)
        let choice = ValueKind<SectionVariant<Value>>.text("choice", allowed: names.joined(separator: ", ")) {
            text throws(InvalidValue) in
            guard let variant = variants.first(where: { $0.name == text }) else {
                throw InvalidValue(Spelling.hint(for: text, allowed: names))
            }
            return variant
        }
        let key = ConfigurationKey(selector, choice, doc: doc)
        return ValueKind(
            "section by `\(selector)`", nested: variants.flatMap { $0.nested(selector: key) }, write: { _ in "" }
        ) { (node, context) throws(ConfigurationError) in
            let wanted = "wanted: mapping with \(selector), which is one of \(names.joined(separator: ", "))"
            let entry = try node.entries(context, wanted: wanted).first { $0.name == selector }
            let inner = context.entering(selector)
            guard let entry else { throw inner.error(at: node.position, "missing; \(choice.wanted)") }
            let variant = try choice.read(entry.value, inner)
            let declarations = [key.declaration] + variant.keys.map(\.declaration)
            return try variant.make(
                SectionReader(node, declarations: declarations, wanted: wanted, context: context))
        }
    }
}
