/// Tables that inherit from others, in the way from before partitions. A statement on the parent changes their rows too,
/// and it is their own triggers that fire.
enum Inheritance {
    /// Names those that are left out where the table that they inherit from is captured.
    static func warnings(of tables: [CapturedTable], in catalog: Catalog) -> [Finding] {
        let captured = Set(tables.map(\.oid))
        return tables.filter { !$0.isPartitioned }.flatMap { table in
            catalog.heirs(of: table.oid).filter { !captured.contains($0.oid) }.map { heir in
                Finding(
                    .childNotCaptured, subject: table.name.description,
                    problem: "its child \(heir.name) is not captured",
                    repair: "name \(heir.name) in the configuration too")
            }
        }
    }
}
