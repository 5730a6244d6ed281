import Foundation

/// A folder that is removed with its last reference.
public final class TemporaryFolder: Sendable {
    /// The folder, without a slash at the end.
    public let path: String

    /// Makes an empty folder.
    /// - Throws: what the file manager throws.
    public init() throws {
        path = NSTemporaryDirectory() + "tailrace-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A path in the folder.
    public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
}
