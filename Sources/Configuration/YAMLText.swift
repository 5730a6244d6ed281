import Yams

/// Turns YAML into configuration nodes.
struct YAMLText {
    /// Aliases can make a short file stand for an endless one; no configuration is nearly as large as this.
    private static let mostNodes = 100_000

    private let source: ConfigurationSource
    private var nodes = 0

    private init(source: ConfigurationSource) {
        self.source = source
    }

    /// The root of the one document in `text`.
    static func parse(_ text: String, source: ConfigurationSource) throws(ConfigurationError) -> ConfigurationNode {
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let root: Node?
        do {
            // The basic resolver gives scalars no type of their own: `0123` and `no` stay what is written.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw YAMLProblem.configurationError(error, in: text, source: source)
        } catch {
            throw source.error(at: nil, "this is not YAML: \(error)")
        }
        var converter = YAMLText(source: source)
        guard let root, case let node = try converter.convert(root), !node.isNull else {
            throw source.error(at: nil, "the file holds no configuration")
        }
        return node
    }

    private mutating func convert(_ node: Node) throws(ConfigurationError) -> ConfigurationNode {
        let position = Self.position(of: node)
        nodes += 1
        guard nodes <= Self.mostNodes else {
            throw source.error(at: position, "the file holds more than \(Self.mostNodes) values")
        }
        guard node.tag.description.hasPrefix("tag:yaml.org,2002:") else {
            throw source.error(at: position, "YAML tags are not supported: remove \(Spelling.quoted("\(node.tag)"))")
        }
        return ConfigurationNode(position: position, content: try content(of: node))
    }

    private mutating func content(of node: Node) throws(ConfigurationError) -> ConfigurationNode.Content {
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return isNull ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            var items: [ConfigurationNode] = []
            for item in sequence {
                items.append(try convert(item))
            }
            return .list(items)
        case .mapping(let mapping):
            var entries: [ConfigurationNode.Entry] = []
            for (key, value) in mapping {
                entries.append(try entry(key, value))
            }
            return .mapping(entries)
        case .alias:
            throw source.error(at: Self.position(of: node), "an alias of an anchor that the file does not have")
        }
    }

    private mutating func entry(_ key: Node, _ value: Node) throws(ConfigurationError) -> ConfigurationNode.Entry {
        let position = Self.position(of: key)
        guard case .scalar(let name) = key else {
            throw source.error(at: position, "a list or a mapping cannot be a key")
        }
        guard name.string != "<<" else {
            throw source.error(at: position, "merging with `<<` is not supported; an alias can stand for a whole value")
        }
        return ConfigurationNode.Entry(name: name.string, position: position, value: try convert(value))
    }

    private static func position(of node: Node) -> TextPosition {
        TextPosition(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

extension ConfigurationNode {
    fileprivate var isNull: Bool {
        if case .null = content { true } else { false }
    }
}
