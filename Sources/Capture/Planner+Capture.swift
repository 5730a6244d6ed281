import Foundation
import PostgresClient
import TailraceCore
import TailraceSQL

extension Planner {
    mutating func planRemovals(keeping tables: [CapturedTable]) throws(PostgresError) {
        let kept = Set(tables.map(\.oid))
        let unwanted = catalog.triggers.filter { !kept.contains(owner(of: $0)) }
        var named: [RelationName: Int64] = [:]
        for trigger in unwanted {
            named[trigger.table] = trigger.tableOID
        }
        for (table, oid) in named.sorted(by: { $0.key < $1.key }) {
            var sql = try removal(of: unwanted.filter { $0.table == table })
            if catalog.seen[oid] != nil, !kept.contains(oid) {
                sql.append(forget(oid))
            }
            let title = "capture of \(table), which the configuration does not name"
            add(.remove, title, sql, [Discrepancy(.captureUnwanted, table.description, title)], table: table)
        }
        let captured = Set(named.values)
        let gone = catalog.seen.filter { !kept.contains($0.key) && !captured.contains($0.key) }
        for (oid, seen) in gone.sorted(by: { $0.value.name < $1.value.name }) {
            let title = "record of \(seen.name), which is not captured any more"
            add(.remove, title, [forget(oid)], [Discrepancy(.tableGone, seen.name.description, title)])
        }
        let used = Set(catalog.triggers.map(\.functionName))
        let unused = catalog.functions.keys.filter {
            $0.hasPrefix("capture_") && $0 != "capture_table" && !wanted.contains($0) && !used.contains($0)
        }
        for name in unused.sorted() {
            let title = "function tailrace.\(name), which no table uses any more"
            add(
                .remove, title, [try script.dropFunction(name)],
                [Discrepancy(.captureUnwanted, "function tailrace.\(name)", "no table uses it any more")])
        }
    }

    /// The table whose changes a trigger captures: for a partition's truncate trigger, the table that it was made for.
    private func owner(of trigger: Catalog.InstalledTrigger) -> Int64 {
        let table = partitioned.first {
            trigger.name.hasPrefix($0.triggerPrefix) && trigger.functionName == $0.functionName(.truncate)
        }
        return table?.oid ?? trigger.tableOID
    }

    /// Takes triggers away. With their function, where nobody else needs it: that takes no more than owning the
    /// function, and dropping a trigger takes owning the table.
    private func removal(of triggers: [Catalog.InstalledTrigger]) throws(PostgresError) -> [String] {
        var sql: [String] = []
        for trigger in triggers where wanted.contains(trigger.functionName) {
            sql.append(try script.dropTrigger(trigger.name, of: trigger.table))
        }
        for name in Set(triggers.map(\.functionName)).subtracting(wanted).sorted() {
            sql.append(try script.dropFunction(name))
        }
        return sql
    }

    mutating func planCapture(of table: CapturedTable) throws(PostgresError) {
        let triggers = catalog.triggers.filter { owner(of: $0) == table.oid }
        let installed = triggers.filter { $0.tableOID == table.oid }
        let parts = Set(catalog.parts(of: table.oid).map(\.oid))
        let partTriggers = PartTrigger.all(of: table, in: catalog)
        let subject = table.name.description
        let stray = triggers.filter { trigger in
            (trigger.tableOID == table.oid || parts.contains(trigger.tableOID))
                && !partTriggers.contains { $0.matches(trigger) }
                && !(trigger.tableOID == table.oid && table.events.contains { $0.matches(trigger, of: table) })
        }
        // A trigger goes with its function where that has to be dropped, as by who may not drop the trigger itself.
        let foreign = table.events.filter { event in
            let name = table.functionName(event)
            return catalog.functions[name]?.isOwn == false
                || stray.contains { !$0.mayDrop && $0.functionName == name }
        }
        var sql = try removal(
            of: stray.filter { trigger in
                !foreign.contains { table.functionName($0) == trigger.functionName }
                    // Those of partitions are replaced one by one.
                    && !partTriggers.contains {
                        $0.partOID == trigger.tableOID && $0.partOID != table.oid && $0.name == trigger.name
                    }
            })
        var found = stray.filter { trigger in
            !table.events.contains { table.triggerName($0) == trigger.name }
                && !partTriggers.contains { $0.partOID == trigger.tableOID && $0.name == trigger.name }
        }.map {
            Discrepancy(.captureUnwanted, subject, "the trigger \(SQLName.display($0.name)) is not asked for")
        }
        for event in table.events {
            let name = table.functionName(event)
            if foreign.contains(event) {
                sql.append(try script.dropFunction(name))
            }
            let function = catalog.functions[name]
            // What `as $function$` makes of the text: a line break in front of it.
            let isText = try function?.body == "\n" + script.body(event, of: table)
            let isCurrent = isText && function?.captures(event, of: table) == true && !foreign.contains(event)
            if !isCurrent {
                sql.append(try script.makeFunction(event, of: table))
            }
            if let function {
                let isExpected = isText ? true : try isTextOfLastSetup(function, event, of: table)
                found += discrepancies(of: function, isText: isText, isExpected: isExpected, event, of: table)
                for role in function.executors
                where (isCurrent || !role.isEmpty) && role != partitioner(event, of: table) {
                    sql.append(try script.revokeFunction(name, from: role))
                }
            }
            if let role = partitioner(event, of: table),
                foreign.contains(event) || function?.executors.contains(role) != true
            {
                sql.append(try script.grantFunction(name, to: role))
            }
            if foreign.contains(event) || !installed.contains(where: { event.matches($0, of: table) }) {
                sql.append(try script.makeTrigger(event, of: table))
                found += discrepancies(of: installed.first { $0.name == table.triggerName(event) }, event, of: table)
            }
        }
        let isNew = installed.isEmpty
        let areAllPartsNew = isNew || foreign.contains(.truncate)
        for trigger in partTriggers where areAllPartsNew || trigger.partOID == table.oid {
            guard areAllPartsNew || !installed.contains(where: { trigger.matches($0) }) else { continue }
            sql.append(try script.makeTrigger(trigger))
            found += discrepancies(of: trigger)
        }
        if catalog.missingObjects.isEmpty,
            let columns = catalog.relations.first(where: { $0.oid == table.oid })?.columns
        {
            let now = SeenTable(name: table.name, key: table.keyColumns, columns: columns)
            if catalog.seen[table.oid] != now {
                sql.append(try record(now, oid: table.oid))
                found += changes(to: now, of: table)
            }
        }
        if !sql.isEmpty {
            addCapture(of: table, sql, found, isNew: isNew)
        }
        if !areAllPartsNew {
            try planParts(partTriggers, of: table, installed: triggers)
        }
    }

    /// Who must be allowed to run a function: a partition is given its parent's row triggers with the rights of who makes
    /// or attaches it, which takes owning the parent.
    private func partitioner(_ event: CaptureEvent, of table: CapturedTable) -> String? {
        guard table.isPartitioned, table.isForEachRow(event) else { return nil }
        let owner = catalog.relations.first { $0.oid == table.oid }?.owner
        return owner == installer ? nil : owner
    }

    private mutating func addCapture(
        of table: CapturedTable, _ sql: [String], _ found: [Discrepancy], isNew: Bool
    ) {
        let key = table.keyColumns.isEmpty ? "the whole row as key" : "key \(Self.names(table.keyColumns))"
        let title = "capture of \(table.name), \(key)"
        add(
            isNew ? .add : .change, title, sql,
            isNew
                ? [Discrepancy(.tableNotCaptured, table.name.description, "\(title): missing")]
                : found.withoutRepetition,
            table: table.name)
    }

    /// Partitions come and go: attached ones lack the truncate trigger, detached ones still have it.
    private mutating func planParts(
        _ wanted: [PartTrigger], of table: CapturedTable, installed: [Catalog.InstalledTrigger]
    ) throws(PostgresError) {
        for trigger in wanted where trigger.partOID != table.oid {
            guard !installed.contains(where: { trigger.matches($0) }) else { continue }
            let other = installed.first { $0.tableOID == trigger.partOID && $0.name == trigger.name }
            let drop = try other == nil ? [] : [script.dropTrigger(trigger.name, of: trigger.part)]
            add(
                other == nil ? .add : .change,
                "trigger \(trigger.name) of \(trigger.part), a partition of \(table.name)",
                drop + [try script.makeTrigger(trigger)], discrepancies(of: trigger), table: trigger.part)
        }
        let parts = Set(catalog.parts(of: table.oid).map(\.oid)).union([table.oid])
        // Otherwise it goes with its function.
        for trigger in installed
        where !parts.contains(trigger.tableOID) && trigger.mayDrop && self.wanted.contains(trigger.functionName) {
            let title =
                "trigger \(trigger.name) of \(trigger.table), which is no partition of \(table.name) any more"
            add(
                .remove, title, [try script.dropTrigger(trigger.name, of: trigger.table)],
                [Discrepancy(.captureUnwanted, trigger.table.description, title)], table: trigger.table)
        }
    }

    private func discrepancies(of trigger: PartTrigger) -> [Discrepancy] {
        let installed = catalog.triggers.first { $0.tableOID == trigger.partOID && $0.name == trigger.name }
        let subject = trigger.part.description
        let what = trigger.isBefore ? "the trigger that comes before truncate" : "the trigger for truncate"
        guard let installed else { return [Discrepancy(.triggerMissing, subject, "\(what) is missing")] }
        if !["O", "A"].contains(installed.enabled) {
            return [Discrepancy(.triggerDisabled, subject, "\(what) is disabled")]
        }
        return trigger.matches(installed)
            ? [] : [Discrepancy(.triggerAltered, subject, "\(what) has another definition")]
    }

    private func discrepancies(
        of trigger: Catalog.InstalledTrigger?, _ event: CaptureEvent, of table: CapturedTable
    ) -> [Discrepancy] {
        let subject = table.name.description
        let what = "the trigger for \(event.rawValue)"
        guard let trigger else { return [Discrepancy(.triggerMissing, subject, "\(what) is missing")] }
        if !["O", "A"].contains(trigger.enabled) {
            return [Discrepancy(.triggerDisabled, subject, "\(what) is disabled")]
        }
        if !trigger.differingPartitions.isEmpty {
            let partitions = trigger.differingPartitions.joined(separator: ", ")
            return [Discrepancy(.triggerDisabled, subject, "\(what) is disabled on \(partitions)")]
        }
        return event.matches(trigger, of: table)
            ? [] : [Discrepancy(.triggerAltered, subject, "\(what) has another definition")]
    }

    /// Whether a function is what the present configuration makes of the table as the last setup saw it: then only the
    /// table has changed, which is said of the table. Another key has other texts, and is said too.
    private func isTextOfLastSetup(
        _ function: Catalog.InstalledFunction, _ event: CaptureEvent, of table: CapturedTable
    ) throws(PostgresError) -> Bool {
        guard let seen = catalog.seen[table.oid] else { return false }
        guard seen.key == table.keyColumns else { return true }
        return try function.body == "\n" + script.body(event, of: table.asSeen(seen))
    }

    private func discrepancies(
        of function: Catalog.InstalledFunction, isText: Bool, isExpected: Bool, _ event: CaptureEvent,
        of table: CapturedTable
    ) -> [Discrepancy] {
        let subject = table.name.description
        let what = "the function for \(event.rawValue)"
        var found: [Discrepancy] = []
        if !isExpected {
            found.append(
                Discrepancy(.functionAltered, subject, "\(what) is not what this version makes of the configuration"))
        } else if isText, !function.captures(event, of: table) {
            found.append(Discrepancy(.functionAltered, subject, "\(what) has other attributes"))
        }
        if !function.isOwn {
            found.append(
                Discrepancy(.functionOwner, subject, "\(what) belongs to role \(SQLName.display(function.owner))"))
        }
        let partitioner = partitioner(event, of: table)
        if let partitioner, !function.executors.contains(partitioner) {
            found.append(
                Discrepancy(
                    .functionRight, subject,
                    "role \(SQLName.display(partitioner)) may not run \(what), and so cannot make or attach partitions")
            )
        }
        for role in function.executors where role != partitioner {
            let whom = role.isEmpty ? "everybody" : "role \(SQLName.display(role))"
            found.append(Discrepancy(.functionRight, subject, "\(whom) may run \(what)"))
        }
        return found
    }

    private func changes(to now: SeenTable, of table: CapturedTable) -> [Discrepancy] {
        let subject = table.name.description
        guard let seen = catalog.seen[table.oid] else {
            return [Discrepancy(.columnsChanged, subject, "its columns have not been written down yet")]
        }
        var found: [Discrepancy] = []
        if seen.key != now.key {
            found.append(
                Discrepancy(
                    .keyChanged, subject, "its key \(Self.names(seen.key)) becomes \(Self.names(now.key))"))
        }
        return found + seen.changes(to: now).map { Discrepancy(.columnsChanged, subject, $0) }
    }

    private static func names(_ columns: [String]) -> String {
        columns.isEmpty ? "of the whole row" : columns.joined(separator: ", ")
    }

    private func record(_ table: SeenTable, oid: Int64) throws(PostgresError) -> String {
        Queries.recordSeenTable.rendered([
            "relation": SQLFragment(quoted: String(oid)),
            "schema": try script.literal(table.name.schema),
            "table": try script.literal(table.name.name),
            "key": try script.literal(Self.json(table.key)),
            "columns": try script.literal(Self.json(table.columns)),
        ])
    }

    private func forget(_ oid: Int64) -> String {
        Queries.forgetSeenTable.rendered(["relation": SQLFragment(quoted: String(oid))])
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}

extension CaptureEvent {
    fileprivate func matches(_ trigger: Catalog.InstalledTrigger, of table: CapturedTable) -> Bool {
        trigger.name == table.triggerName(self) && trigger.type == triggerType | (table.isForEachRow(self) ? 1 : 0)
            && !trigger.isAltered && trigger.transitionTables == table.transitionTables(self)
            && trigger.enabled == table.fire.enabled
            && trigger.functionName == table.functionName(self)
            && trigger.differingPartitions.isEmpty
    }
}

extension Catalog.InstalledFunction {
    /// Whether it has the attributes of a table's capture function.
    fileprivate func captures(_ event: CaptureEvent, of table: CapturedTable) -> Bool {
        isSecurityDefiner && nature == "plpgsql, v" && settings == table.settings(event).map(\.catalogEntry)
    }
}

extension [Discrepancy] {
    fileprivate var withoutRepetition: [Discrepancy] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
