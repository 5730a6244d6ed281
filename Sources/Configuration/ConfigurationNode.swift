/// A value of a configuration file, with where it stands. Scalars are kept as they are written: the key that reads one
/// gives it its type and replaces `${NAME}` in it.
struct ConfigurationNode: Sendable {
    /// One key of a mapping with its value.
    struct Entry: Sendable {
        let name: String
        let position: TextPosition
        let value: ConfigurationNode
    }

    enum Content: Sendable {
        case null
        case scalar(String)
        case list([ConfigurationNode])
        /// In the order of the file, every name once.
        case mapping([Entry])
    }

    let position: TextPosition
    let content: Content

    /// What the node is, for "found …".
    var shape: String {
        switch content {
        case .null: "no value"
        case .scalar(let written): Spelling.quoted(written)
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
