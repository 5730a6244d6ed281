extension ValueKind {
    /// A list, each item of which is of kind `item`.
    public static func list<Item>(of item: ValueKind<Item>) -> ValueKind where Value == [Item] {
        ValueKind(
            "list of \(item.name)", allowed: item.allowed, nested: item.nested.map { $0.inside("[]") },
            write: { "[\($0.map(item.write).joined(separator: ", "))]" }
        ) { (node, context) throws(ConfigurationError) in
            guard case .list(let items) = node.content else {
                throw context.error(at: node.position, "found \(node.shape); wanted: list of \(item.name)")
            }
            var problems = ProblemCollector()
            var values: [Item] = []
            for (index, node) in items.enumerated() {
                if let value = problems.collect({ () throws(ConfigurationError) in
                    try item.read(node, context.entering(index))
                }) {
                    values.append(value)
                }
            }
            try problems.throwIfAny()
            return values
        }
    }

    /// A word, or a list of something.
    ///
    /// - Parameters:
    ///   - word: how a value without a list is read.
    ///   - item: the kind of the list's items.
    ///   - wrap: makes the value of a list.
    /// - Returns: the kind.
    public static func word<Item>(
        _ word: ValueKind, orListOf item: ValueKind<Item>, _ wrap: @escaping @Sendable ([Item]) -> Value
    ) -> ValueKind {
        let list = ValueKind<[Item]>.list(of: item)
        return ValueKind(
            "\(word.name) or \(list.name)", allowed: word.allowed.map { "\($0), or a list" }, write: word.write
        ) { (node, context) throws(ConfigurationError) in
            guard case .list = node.content else { return try word.read(node, context) }
            return wrap(try list.read(node, context))
        }
    }

    /// The same, with `null` read as a value of its own.
    public func readingNull(as value: Value) -> ValueKind {
        ValueKind(name, allowed: allowed.map { "null, \($0)" }, nested: nested, write: write) {
            (node, context) throws(ConfigurationError) in
            if case .null = node.content { return value }
            return try read(node, context)
        }
    }

    /// A kind of which this one's values are made into something else.
    ///
    /// - Parameters:
    ///   - transform: makes the value.
    ///   - inverse: gives back what it was made of, for the default in the reference.
    /// - Returns: the kind.
    public func map<Other>(
        _ transform: @escaping @Sendable (Value) -> Other, inverse: @escaping @Sendable (Other) -> Value
    ) -> ValueKind<Other> {
        ValueKind<Other>(
            name, allowed: allowed, nested: nested, readsAbsence: readsAbsence, write: { write(inverse($0)) }
        ) { (node, context) throws(ConfigurationError) in
            transform(try read(node, context))
        }
    }

    /// A mapping from names that the user chooses to values of kind `value`, in the order of the file. Left out, it is
    /// empty.
    ///
    /// - Parameters:
    ///   - placeholder: what the names are, in capitals, for the reference: `SINK` gives `sinks.SINK`.
    ///   - value: the kind of the values.
    /// - Returns: the kind.
    public static func mapping<Item>(
        from placeholder: String, to value: ValueKind<Item>
    ) -> ValueKind where Value == [NamedValue<Item>] {
        let name = "mapping from \(placeholder) to \(value.name)"
        return ValueKind(
            name, allowed: value.allowed, nested: value.nested.map { $0.inside(".\(placeholder)") },
            readsAbsence: true,
            write: { "{\($0.map { "\($0.name): \(value.write($0.value))" }.joined(separator: ", "))}" }
        ) { (node, context) throws(ConfigurationError) in
            var problems = ProblemCollector()
            var values: [NamedValue<Item>] = []
            for entry in try node.entries(context, wanted: "wanted: \(name)") {
                let context = context.entering(entry.name)
                if let value = problems.collect({ () throws(ConfigurationError) in
                    try value.read(entry.value, context)
                }) {
                    let place = ConfigurationPlace(file: context.source.file, position: entry.position)
                    values.append(NamedValue(name: entry.name, value: value, place: place, keyPath: context.keyPath))
                }
            }
            try problems.throwIfAny()
            return values
        }
    }
}

extension ConfigurationNode {
    /// The entries of a mapping; none where there is no value.
    func entries(
        _ context: ReadingContext, wanted: @autoclosure () -> String
    ) throws(ConfigurationError) -> [Entry] {
        switch content {
        case .mapping(let entries): return entries
        case .null: return []
        case .scalar, .list: throw context.error(at: position, "found \(shape); \(wanted())")
        }
    }
}
