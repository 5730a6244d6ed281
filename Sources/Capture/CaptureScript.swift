import PostgresClient
import TailraceCore
import TailraceSQL

/// Renders the functions and triggers of one table.
struct CaptureScript {
    let quoting: SQLQuoting
    /// For a template: what depends on the table stays open.
    var places: OpenPlaces?

    init(session: PostgresSession, places: OpenPlaces? = nil) {
        quoting = SQLQuoting(session: session)
        self.places = places
    }

    /// The source text of a function.
    func body(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        let row = RowCapture(table: table, event: event, quoting: quoting, places: places)
        if event == .truncate {
            return table.truncateBody.rendered([
                "oid": places?.place("oid") ?? SQLFragment(quoted: "'\(table.oid)'::pg_catalog.oid"),
                "schema": try row.schemaName, "table": try row.tableName,
                "context": CaptureTemplates.context.fragment, "origin": CaptureTemplates.origin.fragment,
                "partition": row.partition,
            ])
        }
        guard table.granularity == .statement else { return try row.function() }
        return try StatementCapture(row: row).function()
    }

    /// A place of a template; or what stands there for one table.
    private func open(
        _ place: String, or fragment: () throws(PostgresError) -> SQLFragment
    ) throws(PostgresError) -> SQLFragment {
        if let places { return places.place(place) }
        return try fragment()
    }

    /// Plans a table's condition, and runs nothing. The condition is the configuration's own SQL, put where it can only
    /// be an expression; a comment in it ends with its line.
    func checkCondition(_ condition: String, of table: CapturedTable) throws(PostgresError) {
        let sql = CaptureTemplates.checkCondition.rendered([
            "relation": try quoting.relation(table.name), "when": SQLFragment(quoted: condition),
        ])
        // The extended protocol takes one statement and no more.
        try quoting.session.query(PostgresStatement(sql))
    }

    /// Makes or replaces a function.
    func makeFunction(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        CaptureTemplates.function.rendered([
            "function": try open("function") { () throws(PostgresError) in
                try quoting.identifier(table.functionName(event))
            },
            "body": try open("body") { () throws(PostgresError) in
                SQLFragment(quoted: Self.dollarQuoted(try body(event, of: table)))
            },
            "settings": places?.place("settings")
                ?? SQLFragment(quoted: table.settings(event).map(\.clause).joined()),
        ])
    }

    /// Makes a trigger.
    func makeTrigger(_ event: CaptureEvent, of table: CapturedTable) throws(PostgresError) -> String {
        let trigger = try open("trigger") { () throws(PostgresError) in try quoting.identifier(table.triggerName(event))
        }
        let relation = try open("relation") { () throws(PostgresError) in try quoting.relation(table.name) }
        let transitionTables = table.transitionTables(event)
        let rows = zip(event.rows, transitionTables).map { "\($0) table as \($1)" }.joined(separator: " ")
        let sql = CaptureTemplates.trigger.rendered([
            "trigger": trigger, "relation": relation, "event": SQLFragment(quoted: event.rawValue),
            "referencing": SQLFragment(
                quoted: transitionTables.isEmpty ? "" : "\nreferencing \(rows)"),
            "level": SQLFragment(quoted: table.isForEachRow(event) ? "row" : "statement"),
            "function": try open("function") { () throws(PostgresError) in
                try quoting.identifier(table.functionName(event))
            },
        ])
        return enabled(sql, trigger, of: relation, for: table.fire)
    }

    /// Makes a truncate trigger of a part of a partitioned table.
    func makeTrigger(_ trigger: PartTrigger) throws(PostgresError) -> String {
        let name = try quoting.identifier(trigger.name)
        let relation = try quoting.relation(trigger.part)
        return partTrigger(
            name, relation, try quoting.identifier(trigger.functionName),
            time: SQLFragment(quoted: trigger.isBefore ? "before" : "after"), for: trigger.fire)
    }

    /// Makes any truncate trigger of a part, with everything open.
    func makePartTrigger(_ places: OpenPlaces, for fire: FirePolicy) -> String {
        partTrigger(
            places.place("trigger"), places.place("relation"), places.place("function"), time: places.place("time"),
            for: fire)
    }

    private func partTrigger(
        _ trigger: SQLFragment, _ relation: SQLFragment, _ function: SQLFragment, time: SQLFragment,
        for fire: FirePolicy
    ) -> String {
        let sql = CaptureTemplates.partTruncateTrigger.rendered([
            "trigger": trigger, "relation": relation, "function": function, "time": time,
        ])
        return enabled(sql, trigger, of: relation, for: fire)
    }

    private func enabled(
        _ sql: String, _ trigger: SQLFragment, of relation: SQLFragment, for fire: FirePolicy
    ) -> String {
        guard fire == .always else { return sql }
        return sql + "\n" + CaptureTemplates.enableAlways.rendered(["trigger": trigger, "relation": relation])
    }

    /// Removes a trigger.
    func dropTrigger(_ name: String, of table: RelationName) throws(PostgresError) -> String {
        CaptureTemplates.dropTrigger.filled([
            "trigger": try quoting.identifier(name), "relation": try quoting.relation(table),
        ]).text
    }

    /// Removes a function that has no arguments, with the triggers that run it.
    func dropFunction(_ name: String) throws(PostgresError) -> String {
        CaptureTemplates.dropFunction.filled(["function": try quoting.identifier(name)]).text
    }

    /// Removes a function that no trigger runs.
    /// - Parameter arguments: as the catalogue writes them.
    func dropFunction(_ name: String, arguments: String) throws(PostgresError) -> String {
        CaptureTemplates.dropAlteredFunction.filled([
            "function": try quoting.identifier(name), "arguments": SQLFragment(quoted: arguments),
        ]).text
    }

    /// Lets a role run a function.
    func grantFunction(_ name: String, to role: String) throws(PostgresError) -> String {
        CaptureTemplates.grantFunction.filled([
            "function": try quoting.identifier(name), "role": try quoting.identifier(role),
        ]).text
    }

    /// Takes the right to run a function from a role; an empty name is everybody.
    func revokeFunction(_ name: String, from role: String) throws(PostgresError) -> String {
        CaptureTemplates.revokeFunction.filled([
            "function": try quoting.identifier(name),
            "role": role.isEmpty ? SQLFragment(quoted: "public") : try quoting.identifier(role),
        ]).text
    }

    func literal(_ text: String) throws(PostgresError) -> SQLFragment {
        try quoting.literal(text)
    }

    /// Dollar quotes with a tag that the text does not hold, whatever the names in it are.
    static func dollarQuoted(_ text: String) -> String {
        var tag = "$function$"
        var number = 0
        while text.contains(tag) {
            number += 1
            tag = "$function_\(number)$"
        }
        return "\(tag)\n\(text)\(tag)"
    }
}

extension CapturedTable {
    fileprivate var truncateBody: SQLFile {
        switch (truncate == .deny, isPartitioned) {
        case (true, true): CaptureTemplates.denyPartitionedTruncate
        case (true, false): CaptureTemplates.denyTruncate
        case (false, true): CaptureTemplates.partitionedTruncate
        case (false, false): CaptureTemplates.truncate
        }
    }
}
