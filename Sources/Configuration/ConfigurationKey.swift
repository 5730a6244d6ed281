/// A key that a section declares: its name, its kind, what applies where it is left out, and what it is for.
public struct ConfigurationKey<Value: Sendable>: AnyConfigurationKey {
    /// The name in the file.
    public var name: String { declaration.name }
    /// The key without the type of its value.
    public let declaration: KeyDeclaration

    /// A key that must be given, except that a section or a mapping left out reads as an empty one.
    public init(_ name: String, _ kind: ValueKind<Value>, doc: String) {
        declaration = KeyDeclaration(
            name, kind, doc: doc, absence: kind.readsAbsence ? .nothing : .required, read: kind.read
        ) { (position, context) throws(ConfigurationError) in
            guard kind.readsAbsence else { throw context.error(at: position, "missing; \(kind.wanted)") }
            return try kind.read(ConfigurationNode(position: position, content: .null), context)
        }
    }

    /// A key that is `value` where it is left out.
    public init(_ name: String, _ kind: ValueKind<Value>, default value: Value, doc: String) {
        declaration = KeyDeclaration(
            name, kind, doc: doc, absence: .value(kind.write(value)), read: kind.read, readAbsent: { _, _ in value })
    }

    /// A key that may be left out or be `null`, and is nil then.
    public init<Wrapped>(optional name: String, _ kind: ValueKind<Wrapped>, doc: String) where Value == Wrapped? {
        declaration = KeyDeclaration(
            name, kind, doc: doc, absence: .nothing,
            read: { (node, context) throws(ConfigurationError) -> Value in
                if case .null = node.content { return nil }
                return try kind.read(node, context)
            },
            readAbsent: { _, _ -> Value in nil })
    }
}

extension KeyDeclaration {
    fileprivate init<Value>(
        _ name: String, _ kind: ValueKind<Value>, doc: String, absence: Absence,
        read: @escaping @Sendable (ConfigurationNode, ReadingContext) throws(ConfigurationError) -> any Sendable,
        readAbsent: @escaping @Sendable (TextPosition, ReadingContext) throws(ConfigurationError) -> any Sendable
    ) {
        self.init(
            name: name, kind: kind.name, allowed: kind.allowed, doc: doc, absence: absence, nested: kind.nested,
            read: read, readAbsent: readAbsent)
    }
}
