import Configuration
import Testing

/// Reads the value of the only key of a file, whose kind is given.
struct SingleKey<Kind: SingleKeyKind>: ConfigurationSection {
    static var title: String { "Single" }
    static var doc: String { "One key." }
    static var key: ConfigurationKey<Kind.Value> { ConfigurationKey("key", Kind.kind, doc: "The key.") }
    static var keys: [any AnyConfigurationKey] { [key] }

    let value: Kind.Value

    init(_ reader: SectionReader) throws(ConfigurationError) {
        value = try reader.read(Self.key)
    }
}

protocol SingleKeyKind: Sendable {
    associatedtype Value: Sendable
    static var kind: ValueKind<Value> { get }
}

/// The value of `key: text`.
func value<Kind: SingleKeyKind>(
    _ kind: Kind.Type, _ text: String, folder: String = "/etc/tailrace", environment: [String: String] = [:]
) throws -> Kind.Value {
    let file = try ConfigurationFile.parse(
        "key: \(text)\n", file: "t.yaml", folder: folder, environment: environment)
    return try file.read(SingleKey<Kind>.self).value
}

/// The messages with which a text is refused, as the user sees them; fails where it is not refused.
func refusal(_ body: () throws -> Void) -> String {
    do {
        try body()
        Issue.record("nothing was refused")
    } catch let error as ConfigurationError {
        return "\(error)"
    } catch {
        Issue.record(error)
    }
    return ""
}

/// The message with which `key: text` is refused.
func refusal<Kind: SingleKeyKind>(
    _ kind: Kind.Type, _ text: String, environment: [String: String] = [:]
) -> String {
    refusal { _ = try value(kind, text, environment: environment) }
}

/// The sample configuration in `text`.
func sample(_ text: String, environment: [String: String] = [:]) throws -> SampleRoot {
    try ConfigurationFile.parse(text, file: "tailrace.yaml", folder: "/etc/tailrace", environment: environment)
        .read(SampleRoot.self)
}
