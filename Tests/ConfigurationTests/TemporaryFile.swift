import Foundation

/// Runs `body` with the path of a file that holds `content`, and removes the file.
func withFile(_ content: String, _ body: (String) throws -> Void) throws {
    try withFile(Data(content.utf8), body)
}

/// Runs `body` with the path of a file that holds `content`, and removes the file.
func withFile(_ content: Data, _ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("configuration-\(UUID().uuidString).yaml")
    try content.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
}
