/// The last bytes of a file, which tell whether it is still the one that was written.
struct FileTail: Sendable {
    private static let limit = 4096

    /// At the most 4 KiB.
    let bytes: [UInt8]

    init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Where the tail of a file of some length lies.
    static func range(length: Int) -> Range<Int> {
        max(0, length - limit)..<length
    }

    /// The tail after bytes have been added to the file.
    func appending(_ added: [UInt8]) -> FileTail {
        FileTail(bytes.suffix(max(0, Self.limit - added.count)) + added.suffix(Self.limit))
    }

    /// FNV-1a, 64 bits, in hexadecimal digits: it has to tell files apart, not to withstand an attacker.
    var checksum: String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
