/// Parameters laid out as libpq wants them: C strings, here in one buffer, and an array of pointers to them.
struct PackedParameters {
    private var characters: [UInt8] = []
    /// Where each parameter starts in `characters`; nil for NULL.
    private var starts: [Int?] = []

    init(_ parameters: [PostgresParameter]) throws(PostgresError) {
        starts.reserveCapacity(parameters.count)
        characters.reserveCapacity(parameters.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) + 1 })
        for (index, parameter) in parameters.enumerated() {
            guard let text = parameter.text else {
                starts.append(nil)
                continue
            }
            // libpq would take the text to end there, and store a part of it.
            guard !text.utf8.contains(0) else {
                throw PostgresError(.invalidUse, "parameter $\(index + 1) contains a zero character")
            }
            starts.append(characters.count)
            characters.append(contentsOf: text.utf8)
            characters.append(0)
        }
    }

    /// Calls `body` with the number of values and the pointers to them, which are good during the call.
    func withValues<R>(_ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
        characters.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body(Int32($0.count), $0.baseAddress) }
        }
    }
}
