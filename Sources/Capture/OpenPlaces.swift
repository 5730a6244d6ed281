import TailraceSQL

/// The places of a template. Each stands for what depends on a table, between marks that nothing else in the text holds.
struct OpenPlaces: Sendable {
    private let mark: String
    /// Whether the key depends on the table.
    let isKeyOpen: Bool

    /// - Parameter texts: all that is taken over from the configuration.
    init(amid texts: [String], isKeyOpen: Bool) {
        var number = 0
        // Its first character is only at its beginning: no text before it can begin another.
        func mark() -> String { "\u{1}\(number)\u{2}" }
        while texts.contains(where: { $0.contains(mark()) }) {
            number += 1
        }
        self.mark = mark()
        self.isKeyOpen = isKeyOpen
    }

    func place(_ name: String) -> SQLFragment {
        SQLFragment(quoted: "\(mark)\(name)\(mark)")
    }

    /// What has been rendered: text, the name of a place, text, and so on; text at both ends.
    func parts(_ text: String) -> [String] {
        text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
