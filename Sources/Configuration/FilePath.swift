import Foundation

/// Paths as they are written in a configuration file.
enum FilePath {
    /// The path with `.` and `..` taken out of it, beginning at `folder` where it is relative.
    static func resolve(_ written: String, in folder: String) throws(InvalidValue) -> String {
        guard !written.isEmpty else { throw InvalidValue("wanted: a path") }
        guard !written.hasPrefix("~") else { throw InvalidValue("`~` is not replaced; write the whole path") }
        let folder = URL(fileURLWithPath: folder, isDirectory: true)
        return URL(fileURLWithPath: written, isDirectory: false, relativeTo: folder).standardizedFileURL.path
    }
}
