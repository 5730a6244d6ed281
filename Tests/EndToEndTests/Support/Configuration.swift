/// The text of a configuration file, in parts that a test replaces.
struct Configuration: Sendable {
    var database = "${DATABASE_URL}"
    /// YAML of the mapping, without its indentation.
    var tables = "public.item: {}"
    var sinks = "changes: { type: file, path: changes.jsonl, from: earliest }"
    /// Short waits, so that tests do not take long.
    var relay = "{ lease: 1s, idle_poll: 50ms, retry_base: 20ms, retry_cap: 200ms }"
    /// Further top-level lines.
    var more = ""

    var text: String {
        """
        database: \(database)
        tables:
        \(tables.indented)
        sinks:
        \(sinks.indented)
        relay: \(relay)
        \(more)

        """
    }
}

extension String {
    fileprivate var indented: String {
        split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    }
}
