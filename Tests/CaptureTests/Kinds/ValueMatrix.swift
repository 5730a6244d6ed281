/// The registry of all types that are tested, with the values that are easily got wrong.
enum ValueMatrix {
    static let types = [
        numbers, texts, times, json, arrays, ranges, madeTypes, geometry, systemTypes, extensions,
    ]
}
