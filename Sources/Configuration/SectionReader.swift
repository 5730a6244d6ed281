/// The values of one section's declared keys.
public struct SectionReader: Sendable {
    /// Where the section stands.
    public let place: ConfigurationPlace
    private let context: ReadingContext
    /// By name; every declared key has one.
    private let values: [String: any Sendable]
    /// Where the keys stand that are given.
    private let positions: [String: TextPosition]

    /// Reads the mapping `node`, which may have the keys of `declarations` and no other.
    init(
        _ node: ConfigurationNode, declarations: [KeyDeclaration], wanted: String, context: ReadingContext
    ) throws(ConfigurationError) {
        let entries = try node.entries(context, wanted: wanted)
        let given = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let names = declarations.map(\.name)
        assert(Set(names).count == names.count, "a section declares one key twice: \(names)")
        var problems = ProblemCollector()
        for entry in entries where !names.contains(entry.name) {
            let hint = Spelling.hint(for: entry.name, allowed: names)
            problems.add(context.entering(entry.name).error(at: entry.position, "unknown key; \(hint)"))
        }
        var values: [String: any Sendable] = [:]
        for key in declarations {
            let inner = context.entering(key.name)
            values[key.name] = problems.collect { () throws(ConfigurationError) in
                guard let entry = given[key.name] else { return try key.readAbsent(node.position, inner) }
                return try key.read(entry.value, inner)
            }
        }
        try problems.throwIfAny()
        self.context = context
        self.values = values
        place = ConfigurationPlace(file: context.source.file, position: node.position)
        positions = given.mapValues(\.position)
    }

    /// The value of a key that the section declares.
    ///
    /// - Throws: `ConfigurationError` where the section does not declare the key, which a debug build traps.
    public func read<Value>(_ key: ConfigurationKey<Value>) throws(ConfigurationError) -> Value {
        guard let stored = values[key.name], let value = stored as? Value else {
            assertionFailure("the section does not declare the key \(key.name), so that nobody can know of it")
            throw error("the program reads this key without having declared it", at: key)
        }
        return value
    }

    /// Whether the file itself gives the key.
    public func gives<Value>(_ key: ConfigurationKey<Value>) -> Bool {
        positions[key.name] != nil
    }

    /// Where a key stands; the section, where the file does not give it.
    public func place<Value>(of key: ConfigurationKey<Value>) -> ConfigurationPlace {
        ConfigurationPlace(file: place.file, position: positions[key.name] ?? place.position)
    }

    /// An error about a key whose value does not fit with the others, to be thrown by the section's initializer.
    public func error<Value>(_ message: String, at key: ConfigurationKey<Value>) -> ConfigurationError {
        ConfigurationError(
            ConfigurationProblem(
                place: place(of: key), keyPath: context.entering(key.name).keyPath, message: message))
    }
}
