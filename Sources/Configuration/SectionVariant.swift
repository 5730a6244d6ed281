/// One of the sections that a selecting key, such as a sink's `type`, can choose.
public struct SectionVariant<Value: Sendable>: Sendable {
    /// The value of the selecting key that chooses this section.
    public let name: String
    /// Sections whose keys stand beside each other in the one mapping.
    private let sections: [any ConfigurationSection.Type]
    let make: @Sendable (SectionReader) throws(ConfigurationError) -> Value

    /// Chooses `section` for `name`; `wrap` makes the common value of all variants from it.
    public init<Section: ConfigurationSection>(
        _ name: String, _ section: Section.Type, wrap: @escaping @Sendable (Section) -> Value
    ) {
        self.name = name
        sections = [section]
        make = { (reader) throws(ConfigurationError) in wrap(try Section(reader)) }
    }

    /// Chooses `section` for `name`, with the keys of `shared`, which are the same for several variants, beside its
    /// own. The two must not declare the same name.
    public init<Shared: ConfigurationSection, Section: ConfigurationSection>(
        _ name: String, _ section: Section.Type, sharing shared: Shared.Type,
        wrap: @escaping @Sendable (Shared, Section) -> Value
    ) {
        self.name = name
        sections = [shared, section]
        make = { (reader) throws(ConfigurationError) in wrap(try Shared(reader), try Section(reader)) }
    }

    var keys: [any AnyConfigurationKey] {
        sections.flatMap { $0.keys }
    }

    /// The variant's own section with the selecting key, as the reference shows it, after the sections that it shares.
    func nested(selector: any AnyConfigurationKey) -> [NestedSection] {
        let condition = "\(selector.declaration.name): \(name)"
        return sections.dropLast().map { NestedSection($0) }
            + sections.suffix(1).map { section in
                NestedSection(
                    path: "", condition: condition, title: section.title, doc: section.doc,
                    keys: [selector] + section.keys)
            }
    }
}
