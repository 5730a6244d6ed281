/// What a key takes: how a value is read from the file, and how that is described in messages and in the reference.
public struct ValueKind<Value: Sendable>: Sendable {
    /// The kind in a word or two, such as `integer`.
    public let name: String
    /// Which values are allowed, such as `1 to 65535`; nil where the name says it all.
    public let allowed: String?
    /// The sections that stand inside such a value, for the reference.
    let nested: [NestedSection]
    /// Whether a key that is left out reads like one without a value, which then means "nothing in it".
    let readsAbsence: Bool
    let write: @Sendable (Value) -> String
    let read: @Sendable (ConfigurationNode, ReadingContext) throws(ConfigurationError) -> Value

    init(
        _ name: String,
        allowed: String? = nil,
        nested: [NestedSection] = [],
        readsAbsence: Bool = false,
        write: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (ConfigurationNode, ReadingContext) throws(ConfigurationError) -> Value
    ) {
        self.name = name
        self.allowed = allowed
        self.nested = nested
        self.readsAbsence = readsAbsence
        self.write = write
        self.read = read
    }

    /// What is wanted, for messages.
    var wanted: String {
        Self.wanted(name, allowed)
    }

    static func wanted(_ name: String, _ allowed: String?) -> String {
        allowed.map { "wanted: \(name) (\($0))" } ?? "wanted: \(name)"
    }
}
