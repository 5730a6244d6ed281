import PostgresClient

extension TransactionOptions {
    /// Opens a transaction between whose statements a plan is made, and shown to somebody who may take a moment to read.
    static func planning(_ isolation: Isolation, readOnly: Bool = false) -> TransactionOptions {
        TransactionOptions(
            isolation: isolation, readOnly: readOnly, ignoresSessionSettings: true, idleLimit: .seconds(300))
    }
}
