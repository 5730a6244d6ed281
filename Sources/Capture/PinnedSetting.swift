/// A setting that a capture function runs with, whatever the session's own is.
struct PinnedSetting: Equatable, Sendable {
    /// Its name, in lower case.
    let name: String
    /// Its value, as in a SET clause.
    let value: String

    /// What the server's catalogue says of it, with the name in lower case.
    var catalogEntry: String { "\(name)=\(value.replacing("'", with: ""))" }

    /// The clause of a function's definition, with a line break in front of it.
    var clause: String { "\nset \(name) = \(value)" }

    /// The settings of functions for each statement, where they cost nothing that counts. A plan that was made for a
    /// statement of one row is kept for one of a million, which a nested loop would compare with one another.
    static let forStatements = [
        PinnedSetting(name: "search_path", value: "pg_catalog, pg_temp"),
        PinnedSetting(name: "enable_nestloop", value: "'off'"),
    ]

    /// What makes a setting necessary.
    struct Rule: Sendable {
        let setting: PinnedSetting
        /// A trait of a column; nil for always.
        let trait: TextTrait?
        /// Whether only columns of the key matter: images do not lose anything by the setting, but keys must always be
        /// written the same.
        let isForKeyOnly: Bool

        fileprivate init(_ name: String, _ value: String, for trait: TextTrait?, keyOnly isForKeyOnly: Bool = false) {
            setting = PinnedSetting(name: name, value: value)
            self.trait = trait
            self.isForKeyOnly = isForKeyOnly
        }
    }

    /// The settings without which images lose something, keys have several spellings, or a condition looks for its
    /// operators where the application wants it to.
    /// - Parameter condition: the table's condition, which is the configuration's own SQL.
    static func rules(condition: String?) -> [Rule] {
        let backslash = condition?.contains("\\") == true ? [Rule("standard_conforming_strings", "'on'", for: nil)] : []
        return [
            Rule("extra_float_digits", "'1'", for: .float),
            Rule("intervalstyle", "'postgres'", for: .interval),
            Rule("datestyle", "'ISO, YMD'", for: .dateRange),
            Rule("lc_monetary", "'C'", for: .money),
            Rule("timezone", "'UTC'", for: .zonedTime, keyOnly: true),
            Rule("bytea_output", "'hex'", for: .bytes, keyOnly: true),
            Rule("search_path", "pg_catalog, pg_temp", for: condition != nil ? nil : .name),
        ] + backslash
    }

    /// The settings that a table needs.
    /// - Parameters:
    ///   - traits: of all columns.
    ///   - keyTraits: of the key's columns.
    ///   - condition: the table's condition, which is the configuration's own SQL.
    static func needed(traits: Set<TextTrait>, keyTraits: Set<TextTrait>, condition: String?) -> [PinnedSetting] {
        rules(condition: condition).filter { rule in
            rule.trait.map((rule.isForKeyOnly ? keyTraits : traits).contains) ?? true
        }.map(\.setting)
    }
}
