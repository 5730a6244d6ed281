/// How the server writes a result's values.
public enum PostgresFormat: Int32, Sendable {
    /// As text, which every type has.
    case text = 0
    /// In the types' binary forms: quicker to read.
    case binary = 1
}
