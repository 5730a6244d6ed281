import TailraceCore
import TailraceSQL

/// A statement trigger for TRUNCATE on a part of a partitioned table. Row triggers are cloned to partitions, also to
/// those that are attached later; statement triggers are not.
struct PartTrigger: Equatable, Sendable {
    /// The partition, or the captured table itself.
    let part: RelationName
    let partOID: Int64
    /// Before: notes that the part's own partitions go with it.
    let isBefore: Bool
    let name: String
    let functionName: String
    let fire: FirePolicy

    /// `pg_trigger.tgtype`: 2 before, 32 truncate.
    var type: Int32 { isBefore ? 32 | 2 : 32 }

    func matches(_ trigger: Catalog.InstalledTrigger) -> Bool {
        trigger.tableOID == partOID && trigger.name == name && trigger.type == type
            && trigger.enabled == fire.enabled && trigger.functionName == functionName && !trigger.isAltered
    }

    /// All that a table needs besides its own truncate trigger.
    static func all(of table: CapturedTable, in catalog: Catalog) -> [PartTrigger] {
        guard table.isPartitioned, table.truncate != .ignore else { return [] }
        func trigger(_ part: RelationName, _ oid: Int64, isBefore: Bool) -> PartTrigger {
            PartTrigger(
                part: part, partOID: oid, isBefore: isBefore,
                name: "\(table.triggerPrefix)\(isBefore ? "before_" : "")truncate",
                functionName: table.functionName(.truncate), fire: table.fire)
        }
        var triggers: [PartTrigger] = []
        if table.truncate == .capture {
            triggers.append(trigger(table.name, table.oid, isBefore: true))
        }
        for part in catalog.parts(of: table.oid) {
            if table.truncate == .capture, part.kind == .partitionedTable {
                triggers.append(trigger(part.name, part.oid, isBefore: true))
            }
            triggers.append(trigger(part.name, part.oid, isBefore: false))
        }
        return triggers
    }
}

extension FirePolicy {
    /// `pg_trigger.tgenabled` of a trigger that fires so.
    var enabled: String { self == .always ? "A" : "O" }
}

extension Catalog {
    /// The tables that have capture triggers, without their partitions.
    var capturedTables: [RelationName] {
        let partitions = Set(relations.filter(\.isPartition).map(\.oid))
        return Set(triggers.filter { !partitions.contains($0.tableOID) }.map(\.table)).sorted()
    }

    /// The partitions of a table that can have triggers, at every level.
    func parts(of oid: Int64) -> [Relation] {
        relations.filter { $0.isPartition && $0.kind.isCapturable && $0.parents.contains(oid) }
            .flatMap { [$0] + parts(of: $0.oid) }
    }

    /// The tables that inherit from a table, at every level.
    func heirs(of oid: Int64) -> [Relation] {
        relations.filter { !$0.isPartition && $0.parents.contains(oid) }.flatMap { [$0] + heirs(of: $0.oid) }
    }
}
