/// The registry of all kinds of tables and changes that are tested.
enum CaptureMatrix {
    static let groups = [
        statements, keys, partitions, inheritance, foreignKeys, columns, names, triggerOrder, outsideOfTriggers,
    ]

    /// The cases that capture by statement has to be as good for. Not those that prepare transactions: their names are the
    /// whole server's, and the same cases run beside these.
    static let byStatement = [statements, keys, foreignKeys, columns, names].flatMap(\.cases).filter { kind in
        guard case .whole = kind.putBack, kind.tables == "public.*: {}" else { return false }
        return !kind.statements.contains { $0.contains("prepare transaction") }
    }
}
