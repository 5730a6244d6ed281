/// A section that stands inside the value of a key, for the reference.
struct NestedSection: Sendable {
    /// The way from the key to the section, such as `.SINK`.
    let path: String
    /// What else must hold for the section to apply, such as `type: file`.
    let condition: String?
    let title: String
    let doc: String
    let keys: [any AnyConfigurationKey]

    init(_ section: any ConfigurationSection.Type) {
        self.init(path: "", condition: nil, title: section.title, doc: section.doc, keys: section.keys)
    }

    init(path: String, condition: String?, title: String, doc: String, keys: [any AnyConfigurationKey]) {
        self.path = path
        self.condition = condition
        self.title = title
        self.doc = doc
        self.keys = keys
    }

    func inside(_ outer: String) -> NestedSection {
        NestedSection(path: outer + path, condition: condition, title: title, doc: doc, keys: keys)
    }
}
