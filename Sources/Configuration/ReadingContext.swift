/// The file that is being read and the key that reading has come to.
struct ReadingContext: Sendable {
    let source: ConfigurationSource
    /// The full path of the present key; empty at the root.
    private(set) var keyPath = ""

    init(source: ConfigurationSource) {
        self.source = source
    }

    /// The context of a key below this one.
    func entering(_ name: String) -> ReadingContext {
        var inner = self
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-*".contains($0) }
        let segment = isPlain ? name : "\"\(name)\""
        inner.keyPath = keyPath.isEmpty ? segment : "\(keyPath).\(segment)"
        return inner
    }

    /// The context of an item of the list at this key, counted from 0.
    func entering(_ index: Int) -> ReadingContext {
        var inner = self
        inner.keyPath += "[\(index)]"
        return inner
    }

    func error(at position: TextPosition, _ message: String) -> ConfigurationError {
        source.error(at: position, message, keyPath: keyPath)
    }

    /// The text of a scalar with its `${NAME}` references replaced.
    func expand(_ written: String, at position: TextPosition) throws(ConfigurationError) -> String {
        do {
            return try EnvironmentReference.expand(written, from: source.environment)
        } catch {
            throw self.error(at: position, error.reason)
        }
    }
}
