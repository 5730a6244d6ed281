/// Where something stands in a configuration file.
public struct ConfigurationPlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it.
    public let file: String
    /// Line and column; nil where the file as a whole is meant.
    public let position: TextPosition?

    /// A place from the file's name and, unless the whole file is meant, the position in it.
    public init(file: String, position: TextPosition? = nil) {
        self.file = file
        self.position = position
    }

    /// `file:line:column`, the form that editors and terminals turn into a link.
    public var description: String {
        guard let position else { return file }
        return "\(file):\(position.line):\(position.column)"
    }
}
