/// A text that must not be seen: printed, described, dumped or mirrored, it shows as `•••`.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    /// Keeps `text` from being printed.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one call that needs it.
    public func reveal() -> String {
        text
    }

    /// `•••`, whatever the text is.
    public var description: String { "•••" }

    /// `•••`, whatever the text is.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret {
    /// The secret in the file that `reference`, which begins with `file:`, names.
    static func read(reference: String, in folder: String) throws(InvalidValue) -> Secret {
        let path = try FilePath.resolve(String(reference.dropFirst("file:".count)), in: folder)
        let content: String
        do {
            content = try TextFile.read(path)
        } catch {
            throw InvalidValue("the secret file \(Spelling.quoted(path)) cannot be read: \(error.reason)")
        }
        return Secret(content.last?.isNewline == true ? String(content.dropLast()) : content)
    }
}
