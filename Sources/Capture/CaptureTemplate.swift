import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

/// How setup captures the tables of one entry of the configuration, for the database to do the same with a new table.
/// What depends on the table itself is left open.
struct CaptureTemplate: Encodable, Equatable, Sendable {
    private let key: Key
    /// Columns that are excluded or masked.
    private let hidden: [String]
    /// Whether it takes setup to tell if a table can be captured so.
    private let isForSetup: Bool
    private let plain: [Event]
    private let partitioned: [Event]
    private let partTrigger: [String]
    private let partTriggers: [String]

    /// One event's function and trigger. Each text is in parts: text, the name of a place, text, and so on.
    private struct Event: Encodable, Equatable {
        let name: String
        let body: [String]
        let function: [String]
        let trigger: [String]
        let settings: [Setting]
    }

    /// A setting that the function is to have, and when.
    fileprivate struct Setting: Encodable, Equatable {
        let trait: String?
        let keyOnly: Bool
        let clause: String
        /// As it is in the server's catalogue.
        let entry: String

        enum CodingKeys: String, CodingKey {
            case trait, clause, entry
            case keyOnly = "key_only"
        }
    }

    private enum Key: Encodable, Equatable {
        case word(String)
        case columns([String])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .word(let word): try container.encode(word)
            case .columns(let columns): try container.encode(columns)
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case key, hidden, plain, partitioned
        case isForSetup = "for_setup"
        case partTrigger = "part_trigger"
        case partTriggers = "part_triggers"
    }

    init(_ configuration: TableConfiguration, _ session: PostgresSession) throws(PostgresError) {
        let key: CapturedTable.Key
        switch configuration.key {
        case .primaryKey: (self.key, key) = (.word("primary"), .columns([]))
        case .row: (self.key, key) = (.word("row"), .row)
        case .columns(let columns): (self.key, key) = (.columns(columns), .columns(columns))
        }
        let places = OpenPlaces(
            amid: [configuration.when ?? ""] + (key == .row ? [] : configuration.key.columns),
            isKeyOpen: configuration.key == .primaryKey)
        let script = CaptureScript(session: session, places: places)
        isForSetup = configuration.capture == .statement
        func events(isPartitioned: Bool) throws(PostgresError) -> [Event] {
            guard configuration.capture == .row else { return [] }
            let table = CapturedTable(
                oid: 0, name: RelationName(schema: "", name: ""), isPartitioned: isPartitioned, key: key,
                when: configuration.when, old: configuration.old, onNoop: configuration.onNoop,
                truncate: configuration.truncate, operations: configuration.operations, fire: configuration.fire)
            var events: [Event] = []
            for event in table.events {
                events.append(
                    Event(
                        name: event.rawValue, body: places.parts(try script.body(event, of: table)),
                        function: places.parts(try script.makeFunction(event, of: table)),
                        trigger: places.parts(try script.makeTrigger(event, of: table)),
                        settings: event == .truncate
                            ? []
                            : PinnedSetting.rules(condition: configuration.when).map(Setting.init)))
            }
            return events
        }
        hidden = (configuration.exclude + configuration.mask.keys).sorted()
        plain = try events(isPartitioned: false)
        partitioned = try events(isPartitioned: true)
        partTrigger = places.parts(script.makePartTrigger(places, for: configuration.fire))
        partTriggers =
            switch configuration.truncate {
            case .capture: ["before", "after"]
            case .deny: ["after"]
            case .ignore: []
            }
    }

    /// As it is stored.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and lists of them always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension CaptureTemplate.Setting {
    fileprivate init(_ rule: PinnedSetting.Rule) {
        self.init(
            trait: rule.trait?.rawValue, keyOnly: rule.isForKeyOnly, clause: rule.setting.clause,
            entry: rule.setting.catalogEntry)
    }
}

extension KeyChoice {
    fileprivate var columns: [String] { if case .columns(let columns) = self { columns } else { [] } }
}
