/// What the values of one configuration file are read against.
struct ConfigurationSource: Sendable {
    /// The file as the user named it.
    let file: String
    /// The folder that relative paths in the file start from.
    let folder: String
    let environment: [String: String]

    func error(at position: TextPosition?, _ message: String, keyPath: String = "") -> ConfigurationError {
        ConfigurationError(
            ConfigurationProblem(
                place: ConfigurationPlace(file: file, position: position), keyPath: keyPath, message: message))
    }
}
