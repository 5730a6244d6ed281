import Testing

/// A value of a type: how it stands in an event, and whether it can be had again from there.
struct ValueCase: Sendable {
    let type: String
    /// An SQL expression of the value.
    let expression: String
    /// What stands in the event, shortened as ``shortened(_:)`` does.
    let event: String
    let putBack: PutBack
    var majors = Majors.all

    /// How the value is had again, in a session with the settings that a client has by default.
    enum PutBack: Sendable {
        /// By `json_populate_record` into the table's row type, to the very image.
        case populate
        /// In the same way, but other readers have this trouble.
        case populateInPostgres(String)
        /// By an SQL expression over `image`, the event's JSON, and `raw`, the value's text in it.
        case by(String)
        /// Not at all, or as another value: a known limit.
        case lost(String)
    }

    init(_ type: String, _ expression: String, _ event: String, _ putBack: PutBack = .populate, _ majors: Majors = .all)
    {
        self.type = type
        self.expression = expression
        self.event = event
        self.putBack = putBack
        self.majors = majors
    }

    /// What of a long text is shown.
    static func shortened(_ text: String) -> String {
        text.count > 70 ? "\(text.prefix(50))… (\(text.utf8.count) bytes)" : text
    }
}

/// Values under one heading of the page.
struct ValueGroup: Sendable, CustomTestStringConvertible {
    let title: String
    /// What the values need: types, extensions.
    var preparation = ""
    /// What the session that writes has set: `settings`.
    var settings = ""
    let values: [ValueCase]

    var testDescription: String { title }
}
