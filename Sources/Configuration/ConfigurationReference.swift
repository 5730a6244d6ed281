/// Renders the reference of the configuration from what the sections declare.
public enum ConfigurationReference {
    /// The reference in Markdown: each section with a table of its keys, followed by the sections inside it. A section
    /// that stands in several places is shown where it comes first. The same declarations give the same text.
    ///
    /// - Parameter sections: the sections at the root of the file.
    /// - Returns: Markdown that begins with a heading of the second level and ends with a newline.
    public static func markdown(_ sections: [any ConfigurationSection.Type]) -> String {
        var shown: Set<String> = []
        return sections.flatMap { render(NestedSection($0), path: "", shown: &shown) }.joined(separator: "\n")
    }

    private static func render(_ section: NestedSection, path: String, shown: inout Set<String>) -> [String] {
        guard shown.insert(section.title).inserted else { return [] }
        var page = "## \(section.title)\n\n"
        let place = [path, section.condition].compactMap { $0 }.filter { !$0.isEmpty }.map { "`\($0)`" }
        if !place.isEmpty {
            page += "At \(place.joined(separator: " with ")).\n\n"
        }
        page += "\(section.doc)\n"
        let keys = section.keys.map(\.declaration)
        if !keys.isEmpty {
            page += "\n| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n"
            page += keys.map(row).joined()
        }
        var pages = [page]
        for key in keys {
            for nested in key.nested {
                let place = (path.isEmpty ? key.name : "\(path).\(key.name)") + nested.path
                pages += render(nested, path: place, shown: &shown)
            }
        }
        return pages
    }

    private static func row(_ key: KeyDeclaration) -> String {
        let absence =
            switch key.absence {
            case .required: "required"
            case .nothing: "–"
            case .value(let value): value.isEmpty ? "empty" : "`\(value)`"
            }
        let links = key.nested.map { "[\($0.title)](#\(anchor($0.title)))" }
        let kind = links.isEmpty ? key.kind : "\(key.kind): \(links.uniqued().joined(separator: ", "))"
        let cells = ["`\(key.name)`", kind, absence, key.allowed ?? "", key.doc]
        return "| \(cells.map(cell).joined(separator: " | ")) |\n"
    }

    /// The anchor that Markdown renderers give a heading.
    private static func anchor(_ title: String) -> String {
        title.lowercased().replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || "-_".contains($0) }
    }

    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}

extension [String] {
    /// The strings in their order, each where it first comes.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
