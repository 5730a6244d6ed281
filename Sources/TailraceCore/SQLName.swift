/// Names in messages.
public enum SQLName {
    /// A name as people write it: bare where SQL takes it bare, otherwise in double quotes. For messages, and the
    /// inverse of ``TablePattern``'s parsing; SQL is quoted by the database's own function.
    public static func display(_ identifier: String) -> String {
        let isBare =
            identifier.unicodeScalars.first.map { ("a"..."z").contains($0) || $0 == "_" } ?? false
            && identifier.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
            }
        return isBare
            ? identifier
            : "\""
                + identifier.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
    }
}
