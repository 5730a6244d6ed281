/// What makes a value's text depend on the settings of the session that writes it.
enum TextTrait: String, Sendable {
    /// Floating-point numbers, and what is made of them.
    case float
    /// Intervals.
    case interval
    /// Ranges of dates and times, whose bounds JSON does not write itself.
    case dateRange = "date range"
    /// Amounts of money.
    case money
    /// Names of things in the catalogue, such as `regclass`.
    case name
    /// Times with a time zone.
    case zonedTime = "zoned time"
    /// Binary strings.
    case bytes
}
