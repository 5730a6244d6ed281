import Foundation

/// Reads whole text files, and says why where it cannot.
enum TextFile {
    /// The content of the file at `path`, which must be UTF-8.
    static func read(_ path: String) throws(InvalidValue) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InvalidValue(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw InvalidValue(String(cString: strerror(errno))) }
            if count == 0 { break }
            content += chunk[..<count]
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw InvalidValue("it is not UTF-8 text") }
        return text
    }
}
