import Foundation

/// A configuration file that has been read, with the place of every value in it.
public struct ConfigurationFile: Sendable {
    let source: ConfigurationSource
    let root: ConfigurationNode

    /// Reads the YAML file at `path`. Relative paths in it start from its folder, and `${NAME}` is taken from
    /// `environment`.
    ///
    /// - Throws: `ConfigurationError` where the file cannot be read or is not the YAML of one mapping.
    public static func load(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> ConfigurationFile {
        let folder = URL(fileURLWithPath: path, isDirectory: false).deletingLastPathComponent().path
        let text: String
        do {
            text = try TextFile.read(path)
        } catch {
            throw ConfigurationError(
                ConfigurationProblem(
                    place: ConfigurationPlace(file: path), message: "the file cannot be read: \(error.reason)"))
        }
        return try parse(text, file: path, folder: folder, environment: environment)
    }

    /// Reads YAML from `text`. `file` names it in messages, and relative paths in it start from `folder`.
    ///
    /// - Throws: `ConfigurationError` where the text is empty or not the YAML of one document.
    public static func parse(
        _ text: String, file: String, folder: String = ".",
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> ConfigurationFile {
        let source = ConfigurationSource(file: file, folder: folder, environment: environment)
        return ConfigurationFile(source: source, root: try YAMLText.parse(text, source: source))
    }

    /// Reads the whole file as one section.
    ///
    /// - Throws: `ConfigurationError` with every unknown key, missing key and impossible value of the file.
    public func read<Section: ConfigurationSection>(_ type: Section.Type) throws(ConfigurationError) -> Section {
        try ValueKind.section(type).read(root, ReadingContext(source: source))
    }
}
